import type { CivilDate } from '../base/civil-date.ts';
import type { FieldProblem } from '../base/result.ts';
import type { RuleContent } from '../billing/rules/billing-rule.ts';
import { type ExampleOutcome, runExamples } from '../billing/rules/worked-example.ts';

/** An outcome that is not what its example expects, and where in the list of examples it stands. */
export type DifferingExample = ExampleOutcome & { readonly index: number };

/** True where two JSON values say the same; the order of an object's fields says nothing. */
function saysTheSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([one], [other]) => one.localeCompare(other)),
  );
}

/** Whether a rule gives what the example expects. */
export const comesOut = ({ expected, actual }: ExampleOutcome): boolean =>
  saysTheSame(expected, actual);

/** The worked examples that do not come out. */
export function differingExamples(content: RuleContent): readonly DifferingExample[] {
  return runExamples(content)
    .map((outcome, index) => ({ ...outcome, index }))
    .filter((outcome) => !comesOut(outcome));
}

type DatedRule = {
  readonly effectiveFrom: CivilDate;
  readonly effectiveTo: CivilDate | null;
  readonly asOfOn: CivilDate;
};

/** What is wrong with the days of a rule, at the field that is to be changed. */
export function dateProblems(
  { effectiveFrom, effectiveTo, asOfOn }: DatedRule,
  today: CivilDate,
): readonly FieldProblem[] {
  return [
    ...(effectiveTo !== null && effectiveTo < effectiveFrom
      ? [{ field: 'effectiveTo', problem: 'is before the first day' }]
      : []),
    ...(asOfOn > today ? [{ field: 'asOfOn', problem: 'is in the future' }] : []),
  ];
}

/** What contradicts itself in the parameters of a rule, though each of them is well formed. */
export function parameterProblems({ kind, parameters }: RuleContent): readonly FieldProblem[] {
  if (kind === 'limit') {
    const { maxUnitsPerLine, maxLineCents, maxUnitsPerDay } = parameters;
    return [maxUnitsPerLine, maxLineCents, maxUnitsPerDay].every((limit) => limit === null)
      ? [
          {
            field: 'content.parameters.maxUnitsPerLine',
            problem: 'is missing, and so is every other limit',
          },
        ]
      : [];
  }
  if (kind !== 'applicationCodes') return [];
  const { groups } = parameters;
  return groups.flatMap(({ sites }, index) => {
    const field = `content.parameters.groups.${index}.sites`;
    const before = groups.slice(0, index);
    if (sites === null)
      return before.some((group) => group.sites === null)
        ? [{ field, problem: 'are all others, which an earlier group takes already' }]
        : [];
    return sites.some((site) => before.some((group) => group.sites?.includes(site) === true))
      ? [{ field, problem: 'hold one that an earlier group has already' }]
      : [];
  });
}
