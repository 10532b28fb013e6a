import { z } from 'zod';
import { codePatterns, matchesCode } from './code-pattern.ts';
import { modifierCode } from './waste-lines.ts';

/** How much a payer takes on one line or of one day. */
export const limitParameters = z.strictObject({
  codes: codePatterns,
  /** More units than these go on a further line. */
  maxUnitsPerLine: z.int().min(1).nullable(),
  /** A line that charges more than this is divided. */
  maxLineCents: z.int().min(1).nullable(),
  /** Put to every line after the first. */
  furtherLineModifier: modifierCode.nullable(),
  /** More units on one day than these are not sent without a coder's word. */
  maxUnitsPerDay: z.int().min(1).nullable(),
});
export type LimitParameters = z.output<typeof limitParameters>;

const limited = z.strictObject({ units: z.int().min(1), unitCents: z.int().min(0) });
export type LimitedLine = z.output<typeof limited>;

export const limitExample = z.strictObject({
  given: limited,
  expected: z.strictObject({ units: z.array(z.int().min(1)).readonly() }),
});

/**
 * The units of a line, divided so that no part breaks the limits; the sum stays. A single unit that
 * charges more than a line may is a line of its own.
 */
export function unitsPerLine(
  { units, unitCents }: LimitedLine,
  { maxUnitsPerLine, maxLineCents }: LimitParameters,
): readonly number[] {
  const byCents =
    maxLineCents === null || unitCents === 0
      ? units
      : Math.max(1, Math.floor(maxLineCents / unitCents));
  const most = Math.min(units, maxUnitsPerLine ?? units, byCents);
  const full = Math.floor(units / most);
  const rest = units - full * most;
  const parts = Array.from({ length: full }, () => most);
  return rest > 0 ? [...parts, rest] : parts;
}

/** Whether a rule speaks of a code. */
export const isLimited = (code: string, { codes }: LimitParameters): boolean =>
  matchesCode(code, codes);
