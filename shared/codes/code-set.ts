import { z } from 'zod';
import { civilDate, type CivilDate, isCivilDate } from '../base/civil-date.ts';
import { uuid } from '../base/uuid.ts';

export const codeSets = ['icd10cm', 'hcpcs'] as const;
export type CodeSet = (typeof codeSets)[number];

export const codeSetNames: Readonly<Record<CodeSet, string>> = {
  icd10cm: 'ICD-10-CM',
  hcpcs: 'HCPCS Level II',
};

/** What became of a file: `read` = added + changed + unchanged + skipped + refused. */
export const codeTally = {
  /** Codes the file speaks of: a description over several lines counts once. */
  read: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Left out on purpose: modifiers, dental codes, codes that ended before the edition. */
  skipped: z.int(),
  refused: z.int(),
  /** Codes that were in force here and that the file no longer has; they are no lines of it. */
  ended: z.int(),
};

/** One published list of codes, from the day on which it counts. */
export const codeEdition = z.object({
  id: uuid(),
  codeSet: z.enum(codeSets),
  effectiveFrom: civilDate,
  /** False for a selection of codes, which says nothing of those it leaves out. */
  isComplete: z.boolean(),
  /** The wound codes that come with the program. */
  isStarter: z.boolean(),
  fileName: z.string().nullable(),
  digest: z.string().nullable(),
  importedByName: z.string().nullable(),
  importedAt: z.string(),
  /** False while it goes in, and for one that was stopped on the way. */
  isFinished: z.boolean(),
  ...codeTally,
});
export type CodeEdition = z.output<typeof codeEdition>;

export const codeStates = ['valid', 'notYet', 'ended', 'unknown'] as const;

const codeFacts = {
  code: z.string(),
  /** On the day asked about. `notYet` and `ended`: known on other days. */
  state: z.enum(codeStates),
  /** On that day, or on the nearest day on which it is known; null for an unknown code. */
  description: z.string().nullable(),
  validFrom: civilDate.nullable(),
  validTo: civilDate.nullable(),
  /** True where all codes of that day are here; otherwise an unknown code may still exist. */
  isSetComplete: z.boolean(),
};

/** What is known of a diagnosis code on a day of service; `code` in the usual form, with its dot. */
export const diagnosisFacts = z.object({
  ...codeFacts,
  /** True only for a code that is valid and specific enough for a claim. */
  isBillable: z.boolean(),
});
export type DiagnosisFacts = z.output<typeof diagnosisFacts>;

/** What is known of a HCPCS Level II code on a day of service. */
export const procedureFacts = z.object({
  ...codeFacts,
  /** As the list that was imported says it; null where it does not. */
  billingUnit: z.string().nullable(),
});
export type ProcedureFacts = z.output<typeof procedureFacts>;

/** One diagnosis that fits what was typed. */
export const foundDiagnosis = z.object({
  code: z.string(),
  description: z.string(),
  isBillable: z.boolean(),
  /** Billable codes below a code that is not; 0 for a billable one. */
  moreSpecific: z.int(),
});
export type FoundDiagnosis = z.output<typeof foundDiagnosis>;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function monthIn(words: readonly string[]): number | null {
  const at = MONTHS.findIndex((month) =>
    words.some((word) => word === month || (word.startsWith(month) && /^[a-z]{4,9}$/.test(word))),
  );
  return at === -1 ? null : at + 1;
}

/**
 * From which day the edition in a file counts, told by names such as `icd10cm-order-2021.txt` (a fiscal
 * year begins on 1 October of the year before), `icd10cm-order-April-2025.txt`, `HCPC2025_OCT_ANWEB.txt`
 * and `list-2025-10.csv`. A suggestion for a person to confirm; null where the name tells nothing.
 */
export function suggestedEffectiveFrom(codeSet: CodeSet, fileName: string): CivilDate | null {
  const name = fileName.replace(/^.*[\\/]/, '').toLowerCase();
  const day = /(20\d\d)-(\d\d)(?:-(\d\d))?(?!\d)/.exec(name);
  const [, dayYear = '', dayMonth = '', dayOfMonth = '01'] = day ?? [];
  const spelled = `${dayYear}-${dayMonth}-${dayOfMonth}`;
  if (day && isCivilDate(spelled)) return spelled;
  const [, year = ''] = /(?<!\d)(20\d\d)(?!\d)/.exec(name) ?? [];
  if (year === '') return null;
  const month = monthIn(name.split(/[^a-z]+/));
  if (month !== null) return `${year}-${String(month).padStart(2, '0')}-01`;
  return codeSet === 'icd10cm' ? `${Number(year) - 1}-10-01` : `${year}-01-01`;
}
