import { z } from 'zod';
import { codePatterns, matchesCode } from './code-pattern.ts';

/** A diagnosis that another one has to come with: ICD-10-CM's "code first the underlying condition". */
export const companionParameters = z.strictObject({
  codes: codePatterns,
  anyOf: codePatterns,
  /** `before`: the companion stands ahead in the list; the list is put in that order. */
  position: z.enum(['before', 'anywhere']),
  /** `stop`: the claim is not ready without one. `advice`: it is said, and left to the coder. */
  weight: z.enum(['stop', 'advice']),
});
export type CompanionParameters = z.output<typeof companionParameters>;

const diagnosisList = z.array(z.string().max(10)).max(12).readonly();

export const companionExample = z.strictObject({
  given: z.strictObject({ diagnoses: diagnosisList }),
  expected: z.strictObject({ isMet: z.boolean(), diagnoses: diagnosisList }),
});

/** True when no diagnosis asks for a companion, or one is there. */
export function hasCompanion(
  diagnoses: readonly string[],
  { codes, anyOf }: CompanionParameters,
): boolean {
  return (
    !diagnoses.some((code) => matchesCode(code, codes)) ||
    diagnoses.some((code) => matchesCode(code, anyOf))
  );
}

/** The diagnoses with the first companion moved ahead of the first one that asks for it. */
export function withCompanionFirst(
  diagnoses: readonly string[],
  { codes, anyOf, position }: CompanionParameters,
): readonly string[] {
  const asking = diagnoses.findIndex((code) => matchesCode(code, codes));
  const companion = diagnoses.findIndex((code) => matchesCode(code, anyOf));
  const moved = diagnoses[companion];
  if (position !== 'before' || asking === -1 || moved === undefined || companion < asking)
    return diagnoses;
  const others = diagnoses.toSpliced(companion, 1);
  return others.toSpliced(asking, 0, moved);
}
