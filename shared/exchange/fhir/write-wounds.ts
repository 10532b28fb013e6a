import { pushScoreOf } from '../../assessments/push.ts';
import type { AmendmentChartRow, AssessmentChartRow } from './chart-rows.ts';
import {
  cm2Of,
  cmOf,
  FHIR_BASE,
  hl7Concept,
  loinc,
  quantity,
  refTo,
  resource,
} from './resource.ts';
import { amendmentNotes } from './write-treatments.ts';

type Component = Readonly<Record<string, unknown>>;

/** What LOINC has no code for that we could find: codes of our own, with their words. */
const own = (code: string, text: string) => ({
  coding: [{ system: `${FHIR_BASE}/wound-findings`, code }],
  text,
});

function measured(code: string, text: string, mm: number | null): readonly Component[] {
  return mm === null ? [] : [{ code: loinc(code, text), valueQuantity: cmOf(mm) }];
}

function worded(code: object, said: string | null): readonly Component[] {
  return said === null ? [] : [{ code, valueCodeableConcept: { text: said } }];
}

function percent(code: object, value: number | null): readonly Component[] {
  return value === null ? [] : [{ code, valueQuantity: quantity(value, '%') }];
}

function score(code: object, value: number | null): readonly Component[] {
  return value === null ? [] : [{ code, valueInteger: value }];
}

function cavities(row: AssessmentChartRow): readonly Component[] {
  return [
    ...row.undermining.flatMap(({ fromClock, toClock, depthMm }) => [
      ...measured('72293-4', 'Wound undermining length', depthMm),
      ...worded(
        loinc('72294-2', 'Wound undermining clock position'),
        `${fromClock} to ${toClock} o'clock`,
      ),
    ]),
    ...row.tunnelling.flatMap(({ clock, depthMm }) => [
      ...measured('72296-7', 'Wound tunneling length', depthMm),
      ...worded(loinc('72297-5', 'Wound tunneling clock position'), `${clock} o'clock`),
    ]),
  ];
}

function componentsOf(row: AssessmentChartRow): readonly Component[] {
  return [
    ...measured('39126-8', 'Wound length', row.lengthMm),
    ...measured('39125-0', 'Wound width', row.widthMm),
    ...measured('39127-6', 'Wound depth', row.depthMm),
    ...(row.areaMm2 === null
      ? []
      : [{ code: loinc('89260-4', 'Wound area'), valueQuantity: cm2Of(row.areaMm2) }]),
    ...cavities(row),
    ...percent(own('epithelial-tissue', 'Epithelial tissue'), row.epithelialPercent),
    ...percent(own('granulation-tissue', 'Granulation tissue'), row.granulationPercent),
    ...percent(own('slough', 'Slough'), row.sloughPercent),
    ...percent(own('necrotic-tissue', 'Necrotic tissue'), row.necroticPercent),
    ...worded(loinc('39116-9', 'Wound exudate amount'), row.exudateAmount),
    ...worded(loinc('72290-0', 'Wound exudate appearance'), row.exudateType),
    ...worded(loinc('72288-4', 'Wound odor'), row.odour),
    ...score(own('pain', 'Pain (0 to 10)'), row.painScore),
    ...score(own('push-total', 'PUSH tool total score'), pushScoreOf(row)),
  ];
}

function statusOf({ voidedAt, correctionId, signedAt }: AssessmentChartRow): string {
  if (voidedAt !== null) return 'entered-in-error';
  if (correctionId !== null) return 'corrected';
  return signedAt === null ? 'preliminary' : 'final';
}

/** An assessment of a wound: the panel of wound characteristics, as it holds now. */
export function observationResource(
  row: AssessmentChartRow,
  amendments: readonly AmendmentChartRow[],
) {
  const components = componentsOf(row);
  return resource('Observation', row.id, {
    status: statusOf(row),
    category: [hl7Concept('observation-category', 'exam')],
    code: loinc('72287-6', 'Wound panel'),
    subject: refTo('Patient', row.patientId),
    focus: [refTo('Condition', row.woundId)],
    effectiveDateTime: row.assessedAt ?? row.assessedOn,
    performer: [refTo('Practitioner', row.recordedBy)],
    method: row.method === null ? null : { text: row.method },
    note: [{ text: row.notes }, ...amendmentNotes(amendments)].filter(({ text }) => text),
    dataAbsentReason:
      components.length === 0 ? hl7Concept('data-absent-reason', 'not-performed') : null,
    component: components,
  });
}
