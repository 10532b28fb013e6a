import {
  addDays,
  type CivilDate,
  fromDayNumber,
  toDayNumber,
} from '../../shared/base/civil-date.ts';
import type { SizePoint } from '../../shared/assessments/area-reduction.ts';

/** What a chart marks besides sizes. */
export type TreatmentMark = {
  readonly id: string;
  readonly dateApplied: CivilDate;
  readonly productName: string;
};

/** A size as the chart draws it: days since 1970 by cm². */
export type DrawnSize = SizePoint & { readonly day: number; readonly areaCm2: number };

export function drawnSizes(points: readonly SizePoint[]): readonly DrawnSize[] {
  return points.map((point) => ({
    ...point,
    day: toDayNumber(point.assessedOn),
    areaCm2: point.areaMm2 / 100,
  }));
}

/** The treatments of each day, the oldest first. */
export type TreatedDay = {
  readonly day: number;
  /** Where on the axis of sizes it is drawn: at its foot. */
  readonly areaCm2: 0;
  readonly products: readonly string[];
};

export function treatedDays(
  treatments: readonly TreatmentMark[],
  within: readonly [number, number],
): readonly TreatedDay[] {
  const days = new Map<number, string[]>();
  for (const { dateApplied, productName } of treatments) {
    const day = toDayNumber(dateApplied);
    if (day < within[0] || day > within[1]) continue;
    const products = days.get(day);
    if (products === undefined) days.set(day, [productName]);
    else products.push(productName);
  }
  return [...days]
    .toSorted(([one], [other]) => one - other)
    .map(([day, products]) => ({ day, areaCm2: 0, products }));
}

/** From the first size or treatment to the last, at least four weeks. */
export function daySpan(
  points: readonly SizePoint[],
  treatments: readonly TreatmentMark[],
): readonly [number, number] {
  const days = [
    ...points.map(({ assessedOn }) => toDayNumber(assessedOn)),
    ...treatments.map(({ dateApplied }) => toDayNumber(dateApplied)),
  ];
  const first = Math.min(...days);
  return [first, Math.max(first + 28, ...days)];
}

const MOST_TICKS = 7;
const STEPS_DAYS = [7, 14, 28, 56, 112, 364] as const;

/** Days at which the axis is named: whole weeks since the first, few enough to be read. */
export function dayTicks([first, last]: readonly [number, number]): readonly number[] {
  const step =
    STEPS_DAYS.find((days) => (last - first) / days <= MOST_TICKS) ??
    Math.ceil((last - first) / MOST_TICKS);
  const count = Math.floor((last - first) / step) + 1;
  const firstDay = fromDayNumber(first);
  return Array.from({ length: count }, (_, index) => toDayNumber(addDays(firstDay, index * step)));
}
