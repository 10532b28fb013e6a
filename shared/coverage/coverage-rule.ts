import { z } from 'zod';
import { civilDate, type CivilDate } from '../base/civil-date.ts';
import { line, lineOrNull } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { etiologies, type Etiology } from '../wounds/wound.ts';

const MAX_LIMIT = 100;
const MAX_WEEKS = 520;
const MAX_AREA_MM2 = 2_000_000;

const atLeastOne = (max: number) =>
  z.int('must be a whole number').min(1, 'must be at least 1').max(max, `is above ${max}`);

/** What a person says about a rule. What the source leaves open is null. */
export const coverageRuleFields = {
  /** Payer or contractor, as people call it. */
  payer: line(120),
  title: line(200),
  etiologies: z
    .array(z.enum(etiologies))
    .min(1, 'are not chosen')
    .refine((list) => new Set(list).size === list.length, 'are named twice'),
  applicationLimit: atLeastOne(MAX_LIMIT).nullable(),
  /** Weeks from the first application; null: the whole episode of care. */
  windowWeeks: atLeastOne(MAX_WEEKS).nullable(),
  minConservativeWeeks: atLeastOne(MAX_WEEKS).nullable(),
  minAreaMm2: atLeastOne(MAX_AREA_MM2).nullable(),
  reductionWording: lineOrNull(300),
  note: lineOrNull(500),
  /** The note is shown strongly above so many applications. */
  noteAbove: z
    .int('must be a whole number')
    .min(0, 'is below 0')
    .max(MAX_LIMIT, `is above ${MAX_LIMIT}`)
    .nullable(),
  source: line(300),
  asOfOn: civilDate,
  effectiveFrom: civilDate,
  effectiveTo: civilDate.nullable(),
  /** The source itself was withdrawn on this day, and the rule is kept as a pattern. */
  withdrawnOn: civilDate.nullable(),
};

export const coverageRule = z.object({
  id: uuid(),
  ...coverageRuleFields,
  isActive: z.boolean(),
  /** Came with the application, as a pattern. */
  isExample: z.boolean(),
  version: z.int(),
});
export type CoverageRule = z.output<typeof coverageRule>;

/** What a coverage clock asks of a rule. */
export type CoverageLimits = Pick<
  CoverageRule,
  | 'etiologies'
  | 'applicationLimit'
  | 'windowWeeks'
  | 'minConservativeWeeks'
  | 'minAreaMm2'
  | 'reductionWording'
  | 'note'
  | 'noteAbove'
  | 'effectiveFrom'
  | 'effectiveTo'
  | 'withdrawnOn'
>;

/** True on the days from the first to the last on which the rule holds, both included. */
export function isInEffect(
  { effectiveFrom, effectiveTo }: Pick<CoverageRule, 'effectiveFrom' | 'effectiveTo'>,
  on: CivilDate,
): boolean {
  return effectiveFrom <= on && (effectiveTo === null || on <= effectiveTo);
}

/** Why a rule cannot be as it is typed, or null; days are the site's. */
export function coverageRuleProblem(
  rule: Omit<CoverageRule, 'id' | 'isActive' | 'isExample' | 'version'>,
  today: CivilDate,
): { readonly code: 'ImpossibleDate' | 'IncompleteRule'; readonly message: string } | null {
  if (rule.asOfOn > today)
    return { code: 'ImpossibleDate', message: 'asOfOn is in the future. Check the date.' };
  if (rule.effectiveTo !== null && rule.effectiveTo < rule.effectiveFrom)
    return {
      code: 'ImpossibleDate',
      message: 'effectiveTo is before the first day. Check both dates.',
    };
  if (rule.windowWeeks !== null && rule.applicationLimit === null)
    return {
      code: 'IncompleteRule',
      message:
        'A number of weeks needs the limit that counts in them. Enter how many applications.',
    };
  if (rule.noteAbove !== null && rule.note === null)
    return {
      code: 'IncompleteRule',
      message: 'There is no note to show above that number of applications. Write the note.',
    };
  return null;
}

export function isForEtiology(rule: Pick<CoverageRule, 'etiologies'>, etiology: Etiology): boolean {
  return rule.etiologies.includes(etiology);
}
