import type { Patient } from '../../patients/patient.ts';
import type { PatientField, SaidFields } from './patient-facts.ts';

/** Fields that mean something only together. */
const GROUPS: readonly { readonly name: string; readonly fields: readonly PatientField[] }[] = [
  { name: 'medical record number', fields: ['mrn'] },
  { name: 'name', fields: ['lastName', 'firstName'] },
  { name: 'birth date', fields: ['birthOn'] },
  { name: 'sex', fields: ['sex'] },
  { name: 'telephone', fields: ['phone'] },
  { name: 'address', fields: ['addressLine', 'city', 'state', 'postalCode'] },
];

export type Merged = {
  /** What changes here; empty for nothing. */
  readonly changes: SaidFields;
  /** By name what both sides changed, and what is here was kept of. */
  readonly kept: readonly string[];
};

/** What the two sides know of a patient. */
export type BothSides = {
  readonly here: Pick<Patient, PatientField>;
  readonly said: SaidFields;
  /** What this sender said before of the patient; null where it says something for the first time. */
  readonly before: SaidFields | null;
  /** What other senders said last. */
  readonly others: readonly SaidFields[];
};

/**
 * What a message changes of a patient, decided by the values that were known before and by no clock:
 *
 * - What a message does not say stays.
 * - What is here still as some message said it, or is not here at all, becomes what the message says.
 * - What a person here changed since stays, where the sender says the same as before: it has not changed it.
 * - What both changed stays as it is here and is named in `kept`, for a person to settle.
 *
 * Name and address each count as one: half of either would be wrong.
 */
export function mergeFacts({ here, said, before, others }: BothSides): Merged {
  const changes: { -readonly [Field in PatientField]?: SaidFields[Field] } = {};
  const kept: string[] = [];
  for (const { name, fields } of GROUPS) {
    if (fields.some((field) => said[field] === undefined)) continue;
    const isAs = (one: SaidFields, other: SaidFields): boolean =>
      fields.every((field) => one[field] === other[field]);
    if (isAs(here, said)) continue;
    const isUntouched = [before, ...others].some((each) => each !== null && isAs(here, each));
    const isEmpty = before === null && fields.every((field) => here[field] === null);
    if (isUntouched || isEmpty)
      Object.assign(changes, Object.fromEntries(fields.map((field) => [field, said[field]])));
    else if (before === null || !isAs(before, said)) kept.push(name);
  }
  return { changes, kept };
}

/** True when a chart would become another person's: its name and its birth date change together. */
export function makesAnother({ changes }: Pick<Merged, 'changes'>): boolean {
  const isRenamed = changes.lastName !== undefined || changes.firstName !== undefined;
  return isRenamed && changes.birthOn !== undefined;
}
