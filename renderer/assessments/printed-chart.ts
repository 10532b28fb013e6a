import type { SizePoint } from '../../shared/assessments/area-reduction.ts';
import { daySpan, dayTicks, drawnSizes, treatedDays, type TreatmentMark } from './healing-chart.ts';

/** The drawing's own units: it is scaled to the width of the paper. */
export const CHART = { width: 720, height: 150, left: 62, right: 12, top: 12, bottom: 26 } as const;

const STEPS_CM2 = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;
const MOST_LINES = 4;

/** Numbers of the axis of areas: from 0 to the first step at or above the largest. */
export function areaTicks(largestCm2: number): readonly number[] {
  const step = STEPS_CM2.find((each) => largestCm2 / each <= MOST_LINES) ?? 5000;
  const count = Math.max(1, Math.ceil(largestCm2 / step));
  return Array.from({ length: count + 1 }, (_, index) => Math.round(index * step * 10) / 10);
}

export type PrintedPoint = { readonly key: string; readonly x: number; readonly y: number };

/** Where everything of a static chart stands: sizes by day, treatments at the foot. */
export function printedChart(points: readonly SizePoint[], treatments: readonly TreatmentMark[]) {
  const [first, last] = daySpan(points, treatments);
  const ticks = areaTicks(Math.max(0.1, ...points.map(({ areaMm2 }) => areaMm2 / 100)));
  const most = ticks.at(-1) ?? 1;
  const { width, height, left, right, top, bottom } = CHART;
  const x = (day: number) => left + ((day - first) / (last - first)) * (width - left - right);
  const y = (areaCm2: number) => height - bottom - (areaCm2 / most) * (height - top - bottom);
  return {
    sizes: drawnSizes(points).map((size) => ({ key: size.id, x: x(size.day), y: y(size.areaCm2) })),
    treated: treatedDays(treatments, [first, last]).map(({ day }) => ({
      key: String(day),
      x: x(day),
      y: y(0),
    })),
    days: dayTicks([first, last]).map((day) => ({ day, x: x(day) })),
    areas: ticks.map((areaCm2) => ({ areaCm2, y: y(areaCm2) })),
  };
}
