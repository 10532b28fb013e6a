import { z } from 'zod';
import { severities } from '../../allergies/contract.ts';
import { line, optionalLine } from '../../base/text.ts';
import { isDiagnosisCode, tidyDiagnosisCode } from '../../wounds/diagnosis-code.ts';
import {
  type CodeableConcept,
  codeableConcept,
  dayIn,
  hasCode,
  reference,
  shapeProblem,
  wordsOf,
} from './fhir-shapes.ts';
import {
  type AllergyRow,
  type ConditionRow,
  type FhirRules,
  type FhirVerdict,
  refused,
  skipped,
} from './import-rows.ts';
import { type Json, keyOfReference } from './source-resource.ts';

const WITHDRAWN = ['entered-in-error', 'refuted'];

/** Code systems by the names that charts here know them under. */
const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  'http://snomed.info/sct': 'SNOMED-CT',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RxNorm',
};
const ICD10CM = ['http://hl7.org/fhir/sid/icd-10-cm', 'urn:oid:2.16.840.1.113883.6.90'];

/** No known allergy, drug allergy, food allergy, environmental allergy (SNOMED CT). */
const NO_ALLERGY = ['716186003', '409137002', '429625007', '428607008'];

const allergyShape = z.object({
  clinicalStatus: codeableConcept.optional(),
  verificationStatus: codeableConcept.optional(),
  type: z.enum(['allergy', 'intolerance']).default('allergy'),
  code: codeableConcept.optional(),
  patient: reference,
  onsetDateTime: z.string().optional(),
  reaction: z
    .array(
      z.object({
        manifestation: z.array(codeableConcept).default([]),
        severity: z.enum(severities).optional(),
      }),
    )
    .default([]),
});

const allergyColumns = z.object({
  substance: line(200),
  code: optionalLine(50),
  codeSystem: optionalLine(50),
  reaction: optionalLine(300),
});

function codeColumns(concept: CodeableConcept | undefined) {
  const known = concept?.coding?.find(
    ({ system }) => system !== undefined && system in SYSTEM_NAMES,
  );
  return { code: known?.code ?? null, codeSystem: SYSTEM_NAMES[known?.system ?? ''] ?? null };
}

/** Why an onset cannot stand, or null. */
function onsetProblem(onsetOn: string | null, { today }: FhirRules): string | null {
  return onsetOn !== null && onsetOn > today ? 'onsetDateTime is in the future' : null;
}

export function judgeAllergy(json: Json, key: string, rules: FhirRules): FhirVerdict<AllergyRow> {
  const read = allergyShape.safeParse(json);
  if (!read.success) return refused(shapeProblem(read.error));
  const { clinicalStatus, verificationStatus, code, reaction, type } = read.data;
  if (hasCode(verificationStatus, WITHDRAWN)) return skipped('withdrawn by whoever entered it');
  if (hasCode(clinicalStatus, ['inactive', 'resolved'])) return skipped('not held any more');
  if (hasCode(code, NO_ALLERGY)) return skipped('says that there is none');
  const patientKey = keyOfReference(read.data.patient.reference ?? '', rules.source);
  if (patientKey === null) return refused('patient names nobody');
  const onsetOn = dayIn(read.data.onsetDateTime);
  const problem = onsetProblem(onsetOn, rules);
  if (problem !== null) return refused(problem);
  const manifestations = reaction.flatMap((each) => each.manifestation.map(wordsOf));
  const said = [...new Set(manifestations.filter((each) => each !== null))];
  const checked = allergyColumns.safeParse({
    substance: wordsOf(code) ?? '',
    ...codeColumns(code),
    reaction: said.length === 0 ? null : said.join('; '),
  });
  if (!checked.success) return refused(shapeProblem(checked.error));
  // The worst reaction is the one to be warned of.
  const severity = severities.findLast((each) => reaction.some((one) => one.severity === each));
  return {
    kind: 'row',
    row: { key, patientKey, ...checked.data, kind: type, severity: severity ?? null, onsetOn },
    warnings: [],
  };
}

const conditionShape = z.object({
  clinicalStatus: codeableConcept.optional(),
  verificationStatus: codeableConcept.optional(),
  code: codeableConcept.optional(),
  subject: reference,
  onsetDateTime: z.string().optional(),
  abatementDateTime: z.string().optional(),
});

const conditionColumns = z.object({ words: line(300) });
const OVER = ['inactive', 'remission', 'resolved'];

/** The diagnosis code where the source gives one of ICD-10-CM that can be one. */
function diagnosisIn(code: CodeableConcept | undefined): string | null {
  const given = code?.coding?.find(({ system }) => ICD10CM.includes(system ?? ''))?.code;
  const tidied = given === undefined ? null : tidyDiagnosisCode(given);
  return tidied !== null && isDiagnosisCode(tidied) ? tidied : null;
}

export function judgeCondition(
  json: Json,
  key: string,
  rules: FhirRules,
): FhirVerdict<ConditionRow> {
  const read = conditionShape.safeParse(json);
  if (!read.success) return refused(shapeProblem(read.error));
  const { clinicalStatus, verificationStatus, code, onsetDateTime, abatementDateTime } = read.data;
  if (hasCode(verificationStatus, WITHDRAWN)) return skipped('withdrawn by whoever entered it');
  const patientKey = keyOfReference(read.data.subject.reference ?? '', rules.source);
  if (patientKey === null) return refused('subject names nobody');
  const onsetOn = dayIn(onsetDateTime);
  const endedOn = dayIn(abatementDateTime);
  if (endedOn === null && hasCode(clinicalStatus, OVER))
    return skipped('over since a day not told');
  if (endedOn !== null && endedOn > rules.today)
    return refused('abatementDateTime is in the future');
  if (onsetOn !== null && endedOn !== null && endedOn < onsetOn)
    return refused('abatementDateTime is before onsetDateTime');
  const problem = onsetProblem(onsetOn, rules);
  if (problem !== null) return refused(problem);
  const checked = conditionColumns.safeParse({ words: wordsOf(code) ?? '' });
  if (!checked.success) return refused('code has no words, or too many');
  const diagnosisCode = diagnosisIn(code);
  return {
    kind: 'row',
    row: { key, patientKey, diagnosisCode, ...checked.data, onsetOn, endedOn },
    warnings: [],
  };
}
