/**
 * Positions around a wound as on a clock's face: 12 is towards the head, 3 towards the patient's left,
 * and they are counted clockwise.
 */
const HOURS = 12;

/** Hours clockwise from one position to another, 0 to 11; the whole round is said as 12 to 12. */
export function hoursClockwise(fromClock: number, toClock: number): number {
  return (toClock - fromClock + HOURS) % HOURS;
}

/** Share of the edge that is undermined between two positions, in percent; the same twice is all of it. */
export function shareOfEdgePercent(fromClock: number, toClock: number): number {
  const hours = hoursClockwise(fromClock, toClock);
  return Math.round(((hours === 0 ? HOURS : hours) / HOURS) * 100);
}

/** "2 to 5 o'clock, 12 mm"; lengths in whole millimetres. */
export function underminingWords(each: {
  readonly fromClock: number;
  readonly toClock: number;
  readonly depthMm: number;
}): string {
  const { fromClock, toClock, depthMm } = each;
  return fromClock === toClock
    ? `all around, ${depthMm} mm`
    : `${fromClock} to ${toClock} o’clock, ${depthMm} mm`;
}

/** "6 o'clock, 20 mm". */
export function tunnelWords(each: { readonly clock: number; readonly depthMm: number }): string {
  return `${each.clock} o’clock, ${each.depthMm} mm`;
}
