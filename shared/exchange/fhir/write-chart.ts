import { bodySiteOf, locationOf } from '../../wounds/body-site.ts';
import type { PatientDevice } from '../patient-device.ts';
import type { AllergyChartRow, ConditionChartRow, WoundChartRow } from './chart-rows.ts';
import { hl7Concept, ICD10CM, refTo, resource } from './resource.ts';
import { usCore } from './us-core.ts';

const SYSTEM_URLS: Readonly<Record<string, string>> = {
  'SNOMED-CT': 'http://snomed.info/sct',
  RxNorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
};

/** What was entered by mistake has no clinical status any more. */
function statusOf(kind: 'condition' | 'allergyintolerance', isVoided: boolean, clinical: string) {
  const verification =
    kind === 'condition' ? 'condition-ver-status' : 'allergyintolerance-verification';
  return {
    clinicalStatus: isVoided ? null : hl7Concept(`${kind}-clinical`, clinical),
    verificationStatus: hl7Concept(verification, isVoided ? 'entered-in-error' : 'confirmed'),
  };
}

/** An objection is no allergy, but whoever treats must read it beside them: it says so itself. */
export function allergyResource(row: AllergyChartRow) {
  const { code, codeSystem, kind, reaction, severity, substance } = row;
  const system = SYSTEM_URLS[codeSystem ?? ''];
  return resource('AllergyIntolerance', row.id, {
    ...(kind === 'objection' ? {} : usCore('allergyintolerance')),
    ...statusOf('allergyintolerance', row.removedAt !== null, 'active'),
    type: kind === 'objection' ? null : kind,
    code: { coding: code && system ? [{ system, code }] : [], text: substance },
    patient: refTo('Patient', row.patientId),
    onsetDateTime: row.onsetOn,
    recordedDate: row.recordedAt,
    recorder: refTo('Practitioner', row.recordedBy),
    note: kind === 'objection' ? [{ text: 'An objection of the patient, not an allergy' }] : [],
    reaction: reaction === null ? [] : [{ manifestation: [{ text: reaction }], severity }],
  });
}

const icd10 = (code: string | null) => (code === null ? [] : [{ system: ICD10CM, code }]);

export function conditionResource(row: ConditionChartRow) {
  return resource('Condition', row.id, {
    ...usCore('condition-problems-health-concerns'),
    ...statusOf('condition', row.voidedAt !== null, row.endedOn === null ? 'active' : 'resolved'),
    category: [hl7Concept('condition-category', 'problem-list-item')],
    code: { coding: icd10(row.diagnosisCode), text: row.words },
    subject: refTo('Patient', row.patientId),
    onsetDateTime: row.onsetOn,
    abatementDateTime: row.voidedAt === null ? row.endedOn : null,
    recordedDate: row.createdAt,
    recorder: refTo('Practitioner', row.recordedBy),
  });
}

/** A wound is a condition of its own, which treatments and measures name. */
export function woundResource(row: WoundChartRow) {
  const isOpen = row.status === 'open';
  const { etiology, etiologyDetail, woundNumber } = row;
  const cause = etiologyDetail === null ? etiology : `${etiology}, ${etiologyDetail}`;
  const place = bodySiteOf(row.bodySite) ? locationOf(row) : row.bodySite;
  return resource('Condition', row.id, {
    ...usCore('condition-encounter-diagnosis'),
    ...statusOf('condition', row.voidedAt !== null, isOpen ? 'active' : 'resolved'),
    category: [hl7Concept('condition-category', 'encounter-diagnosis')],
    code: { coding: icd10(row.diagnosisCode), text: `Wound ${woundNumber} (${cause})` },
    bodySite: [{ text: place }],
    subject: refTo('Patient', row.patientId),
    onsetDateTime: row.onsetOn,
    abatementDateTime: isOpen || row.voidedAt !== null ? null : row.statusOn,
    recordedDate: row.createdAt,
    recorder: refTo('Practitioner', row.recordedBy),
  });
}

/** A device that another system told of, as it told it. */
export function patientDeviceResource(row: PatientDevice) {
  const { udi, deviceIdentifier } = row;
  return resource('Device', row.id, {
    udiCarrier:
      udi === null && deviceIdentifier === null ? [] : [{ deviceIdentifier, carrierHRF: udi }],
    status: row.state,
    manufactureDate: row.manufacturedOn,
    expirationDate: row.expiresOn,
    lotNumber: row.lotNumber,
    serialNumber: row.serialNumber,
    deviceName: [{ name: row.name, type: 'user-friendly-name' }],
    type: { text: row.name },
    patient: refTo('Patient', row.patientId),
  });
}
