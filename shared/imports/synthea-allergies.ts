import { z } from 'zod';
import { severities } from '../allergies/contract.ts';
import { ok } from '../base/result.ts';
import { line, optionalLine } from '../base/text.ts';
import { createFileIntake, type FileIntake, type ImportRules, refusal } from './file-intake.ts';
import type { ImportedAllergy, ImportedPatient } from './imported-rows.ts';
import { createOccurrences } from './occurrences.ts';
import { optionalDate, sourceId, unknownReference } from './synthea-fields.ts';

const severity = z
  .string()
  .transform((text) => (text === '' ? null : text.toLowerCase()))
  .pipe(z.enum(severities, 'is not MILD, MODERATE or SEVERE').nullable());

const allergyRow = z.object({
  START: optionalDate,
  STOP: optionalDate,
  PATIENT: sourceId,
  ENCOUNTER: z.string(),
  CODE: optionalLine(50),
  SYSTEM: optionalLine(50),
  DESCRIPTION: line(200),
  TYPE: z.enum(['allergy', 'intolerance'], 'is not allergy or intolerance'),
  DESCRIPTION1: optionalLine(300),
  SEVERITY1: severity,
  DESCRIPTION2: optionalLine(300),
  SEVERITY2: severity,
});
type AllergyFields = z.output<typeof allergyRow>;

/** An ended allergy makes nothing: a chart lists what holds today. */
export function allergyIntake(
  { idOf, today }: ImportRules,
  patients: ReadonlyMap<string, ImportedPatient>,
): FileIntake<ImportedAllergy> {
  const occurrenceOf = createOccurrences();
  return createFileIntake('allergies.csv', allergyRow, (fields) => {
    const { START, STOP, PATIENT, ENCOUNTER, CODE, SYSTEM, DESCRIPTION } = fields;
    const patientId = idOf('patient', PATIENT);
    if (!patients.has(patientId)) return refusal(unknownReference('PATIENT', 'patients.csv'));
    if (START !== null && START > today) return refusal('START is in the future');
    if (STOP !== null && STOP <= today) return ok(null);
    const reaction = reactionOf(fields);
    if (reaction !== null && reaction.length > 300)
      return refusal('DESCRIPTION1 and DESCRIPTION2 are together longer than 300 characters');
    return ok({
      id: idOf('allergy', occurrenceOf([START, PATIENT, ENCOUNTER, CODE, SYSTEM, DESCRIPTION])),
      patientId,
      substance: DESCRIPTION,
      code: CODE,
      codeSystem: SYSTEM,
      kind: fields.TYPE,
      reaction,
      severity: worstOf(fields),
      onsetOn: START,
    });
  });
}

function reactionOf({ DESCRIPTION1, DESCRIPTION2 }: AllergyFields): string | null {
  const reactions = [DESCRIPTION1, DESCRIPTION2].filter((reaction) => reaction !== null);
  return reactions.length === 0 ? null : reactions.join('; ');
}

/** The worse of the two reactions is the one to be warned of. */
function worstOf({ SEVERITY1, SEVERITY2 }: AllergyFields): ImportedAllergy['severity'] {
  return severities.findLast((each) => each === SEVERITY1 || each === SEVERITY2) ?? null;
}
