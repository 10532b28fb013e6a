import type { CoverageClock } from '../../shared/coverage/coverage-clock.ts';
import type { CoverageRule } from '../../shared/coverage/coverage-rule.ts';
import { changeInWords } from '../../shared/base/size-words.ts';
import { formatCivilDate, formatCount, formatQuantity } from '../ui/format.ts';

/** Where a rule comes from and how old that is: it is never shown without. */
export function sourceInWords({ source, asOfOn }: Pick<CoverageRule, 'source' | 'asOfOn'>): string {
  return `${source}, as of ${formatCivilDate(asOfOn)}`;
}

/** The days on which a rule holds. */
export function effectInWords({
  effectiveFrom,
  effectiveTo,
}: Pick<CoverageRule, 'effectiveFrom' | 'effectiveTo'>): string {
  const from = formatCivilDate(effectiveFrom);
  return effectiveTo === null ? `Since ${from}` : `${from} to ${formatCivilDate(effectiveTo)}`;
}

type Limit = Pick<CoverageRule, 'applicationLimit' | 'windowWeeks'>;

/** `10 in 12 weeks`, `8 in an episode of care`, or that the source names no limit. */
export function limitInWords({ applicationLimit, windowWeeks }: Limit): string {
  if (applicationLimit === null) return 'No limit named';
  return `${formatCount(applicationLimit)} in ${windowWeeks === null ? 'an episode of care' : formatQuantity(windowWeeks, 'week')}`;
}

/** How many were applied, against the limit where there is one: `4 of 10`. */
export function appliedInWords({ current }: CoverageClock, rule: Limit | null): string {
  const count = current?.days.length ?? 0;
  const limit = rule?.applicationLimit ?? null;
  return limit === null ? formatCount(count) : `${formatCount(count)} of ${formatCount(limit)}`;
}

/** The days in which the applications count together. */
export function windowInWords({ current }: CoverageClock): string {
  if (current === null) return 'none in this episode of care';
  const from = formatCivilDate(current.startsOn);
  return current.endsOn === null
    ? `since ${from}`
    : `${from} to ${formatCivilDate(current.endsOn)}`;
}

/** The care that is documented before the first application. */
export function conservativeInWords({ conservative }: CoverageClock): string {
  const { firstOn, weeks, weeksWithTreatment } = conservative;
  if (firstOn === null) return 'none documented here';
  const gaps =
    weeksWithTreatment < weeks ? `treated in ${formatCount(weeksWithTreatment)} of them, ` : '';
  return `${gaps}since ${formatCivilDate(firstOn)}`;
}

/** A reduction since the first size, or that it was not measured then. */
export function reductionInWords(percent: number | null | undefined): string {
  return percent === null || percent === undefined ? '–' : changeInWords(percent);
}
