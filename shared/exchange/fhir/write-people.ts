import type {
  CoverageChartRow,
  FacilityChartRow,
  OrganisationChartRow,
  PatientChartRow,
  PayerChartRow,
  UserChartRow,
} from './chart-rows.ts';
import { address, FHIR_BASE, hl7Concept, NPI, phone, refTo, resource } from './resource.ts';
import { usCore } from './us-core.ts';

const npiOf = (npi: string | null) => (npi === null ? [] : [{ system: NPI, value: npi }]);

/**
 * `siteId` is the authority that gave the medical record number; `linkedIds` are the other charts of the
 * same person, none of which replaces this one.
 */
export function patientResource(
  row: PatientChartRow,
  siteId: string,
  linkedIds: readonly string[] = [],
) {
  const { mrn, firstName, lastName } = row;
  return resource('Patient', row.id, {
    ...usCore('patient'),
    identifier: [
      { system: `${FHIR_BASE}/sites/${siteId}/patients`, value: row.id },
      mrn && {
        type: hl7Concept('v2-0203', 'MR'),
        system: `${FHIR_BASE}/sites/${siteId}/mrn`,
        value: mrn,
      },
    ],
    active: true,
    name: [{ use: 'official', family: lastName, given: [firstName] }],
    telecom: phone(row.phone),
    gender: row.sex,
    birthDate: row.birthOn,
    deceasedDateTime: row.deceasedOn,
    address: address(row),
    link: linkedIds.map((id) => ({ other: refTo('Patient', id), type: 'seealso' })),
  });
}

/** A display name stands whole where nobody has said which part of it is the family name. */
export function practitionerResource(row: UserChartRow) {
  const { lastName, firstName, displayName, credential } = row;
  const family = lastName ?? displayName.split(' ').at(-1);
  const name = { text: displayName, family, given: [firstName], suffix: [credential] };
  return resource('Practitioner', row.id, {
    ...usCore('practitioner'),
    identifier: [{ system: `${FHIR_BASE}/people`, value: row.id }, ...npiOf(row.npi)],
    name: [name],
  });
}

export function locationResource(row: FacilityChartRow, organisationId: string | null) {
  return resource('Location', row.id, {
    ...usCore('location'),
    identifier: npiOf(row.npi),
    status: 'active',
    mode: 'instance',
    name: row.name,
    telecom: phone(row.phone),
    address: address(row)[0],
    managingOrganization: refTo('Organization', organisationId),
  });
}

export function organisationResource(row: OrganisationChartRow) {
  return resource('Organization', row.id, {
    ...usCore('organization'),
    identifier: [...npiOf(row.npi), { system: 'urn:oid:2.16.840.1.113883.4.4', value: row.ein }],
    active: true,
    type: [hl7Concept('organization-type', 'prov')],
    name: row.name,
    telecom: phone(row.phone),
    address: address(row),
  });
}

export function payerResource(row: PayerChartRow) {
  return resource('Organization', row.id, {
    ...usCore('organization'),
    identifier: [{ system: `${FHIR_BASE}/payer-codes`, value: row.payerCode }],
    active: true,
    type: [hl7Concept('organization-type', 'pay')],
    name: row.name,
    address: address(row),
  });
}

/** X12 individual relationship codes as FHIR's subscriber relationships. */
const relationships: Readonly<Record<string, string>> = {
  '18': 'self',
  '01': 'spouse',
  '19': 'child',
  '53': 'common',
};

export function coverageResource(row: CoverageChartRow) {
  const { voidedAt, groupNumber, relationshipCode } = row;
  const isSelf = relationshipCode === '18';
  return resource('Coverage', row.id, {
    status: voidedAt === null ? 'active' : 'entered-in-error',
    subscriber: isSelf ? refTo('Patient', row.patientId) : null,
    subscriberId: row.memberId,
    beneficiary: refTo('Patient', row.patientId),
    relationship: hl7Concept('subscriber-relationship', relationships[relationshipCode] ?? 'other'),
    period: { start: row.startsOn, end: row.endsOn },
    payor: [refTo('Organization', row.payerId)],
    class:
      groupNumber === null
        ? []
        : [{ type: hl7Concept('coverage-class', 'group'), value: groupNumber }],
    order: row.priority,
  });
}
