import { type CivilDate, toDayNumber } from '../../shared/base/civil-date.ts';

export type SpaceSample = {
  readonly day: CivilDate;
  readonly usedBytes: number;
  readonly freeBytes: number;
};

/** The chart's own units; the browser stretches them to the place that there is. */
export const CHART_WIDTH = 100;
export const CHART_HEIGHT = 40;

export type SpaceLine = {
  /** The `d` of the line itself, and of the area from it down to zero. */
  readonly line: string;
  readonly area: string;
  /** What stands at the top of the chart. */
  readonly topBytes: number;
};

/** The course of one figure over the days, from zero up; null for fewer than two days. */
export function spaceLine(
  samples: readonly SpaceSample[],
  figure: 'usedBytes' | 'freeBytes',
): SpaceLine | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || first.day === last.day) return null;
  const startDay = toDayNumber(first.day);
  const dayCount = toDayNumber(last.day) - startDay;
  const topBytes = Math.max(1, ...samples.map((sample) => sample[figure]));
  const points = samples.map((sample) => {
    const x = ((toDayNumber(sample.day) - startDay) / dayCount) * CHART_WIDTH;
    const y = CHART_HEIGHT * (1 - sample[figure] / topBytes);
    return `${round(x)} ${round(y)}`;
  });
  const line = `M${points.join('L')}`;
  return { line, area: `${line}V${CHART_HEIGHT}H0Z`, topBytes };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
