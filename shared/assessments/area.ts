import type { MeasuringMethod } from './assessment.ts';

/** What somebody measured, in whole millimetres and square millimetres. */
export type Measurement = {
  readonly method: MeasuringMethod | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly tracedAreaMm2: number | null;
};

/** Length times width in mm², or null where one of them is missing. */
export function rectangleMm2({
  lengthMm,
  widthMm,
}: Pick<Measurement, 'lengthMm' | 'widthMm'>): number | null {
  return lengthMm === null || widthMm === null ? null : lengthMm * widthMm;
}

/**
 * The area that curves show, in mm²: length times width with a ruler, the area inside the outline when
 * one was traced. From a photo either. Null where nothing was measured.
 */
export function areaOf(measured: Measurement): number | null {
  switch (measured.method) {
    case null:
      return null;
    case 'ruler':
      return rectangleMm2(measured);
    case 'traced':
      return measured.tracedAreaMm2;
    case 'photo':
      return measured.tracedAreaMm2 ?? rectangleMm2(measured);
  }
}

/**
 * The area that PUSH and BWAT score, in mm²: both tools were made for length times width, so a traced
 * area, which is smaller, stands in only where these were not measured.
 */
export function scoredAreaOf(
  measured: Pick<Measurement, 'lengthMm' | 'widthMm'> & { readonly areaMm2: number | null },
): number | null {
  return rectangleMm2(measured) ?? measured.areaMm2;
}

/** Area 0 means closed tissue. */
export function isClosed(areaMm2: number | null): boolean {
  return areaMm2 === 0;
}

/** Why a size is not whole, in words; null when it is, or when there is none. */
export function sizeProblem(measured: Measurement): string | null {
  const { method, lengthMm, widthMm, tracedAreaMm2 } = measured;
  const hasNone = lengthMm === null && widthMm === null && tracedAreaMm2 === null;
  if (method === null)
    return hasNone ? null : 'Say how the size was measured: by ruler, from a photo or traced.';
  if ((lengthMm === null) !== (widthMm === null))
    return 'Enter both length and width, or neither of them.';
  if (method === 'ruler' && tracedAreaMm2 !== null)
    return 'A ruler gives length and width. Choose "traced" or "photo" for a traced area.';
  if (areaOf(measured) === null)
    return method === 'traced'
      ? 'Enter the traced area, or choose how the size was measured.'
      : 'Enter length and width, or leave out how the size was measured.';
  if ((lengthMm === 0) !== (widthMm === 0))
    return 'Length and width are both 0 on closed tissue; an open wound is at least 1 mm each way.';
  const rectangle = rectangleMm2(measured);
  return rectangle !== null && tracedAreaMm2 !== null && (rectangle === 0) !== (tracedAreaMm2 === 0)
    ? 'Length, width and traced area are all 0 on closed tissue, or none of them is.'
    : null;
}
