import { fail, ok, type Result, type Failure } from '../../base/result.ts';
import { type Claim, type ClaimLine, MAX_LINES } from '../claim.ts';

export type SplitChoices = {
  /** The control number of the nth part of a split claim, from 1; up to 20 characters. */
  readonly controlNumberOf: (controlNumber: string, part: number) => string;
  /** The id of the first line that an add-on line adds to; null for a line that adds to none. */
  readonly firstLineOf: (line: ClaimLine) => string | null;
};

/** Lines in order, each add-on behind the line it adds to. */
function familiesOf(
  lines: readonly ClaimLine[],
  firstLineOf: SplitChoices['firstLineOf'],
): readonly (readonly ClaimLine[])[] {
  const firstIds = new Set(lines.filter((line) => firstLineOf(line) === null).map(({ id }) => id));
  const families = new Map<string, ClaimLine[]>();
  const all: ClaimLine[][] = [];
  const later: ClaimLine[] = [];
  for (const line of lines) {
    if (firstIds.has(firstLineOf(line) ?? '')) {
      later.push(line);
      continue;
    }
    const family = [line];
    all.push(family);
    families.set(line.id, family);
  }
  for (const line of later) families.get(firstLineOf(line) ?? '')?.push(line);
  return all;
}

/** Fills parts in order; a family goes to the next part whole unless it alone is too long for one. */
function partsOf(families: readonly (readonly ClaimLine[])[]): readonly (readonly ClaimLine[])[] {
  const parts: ClaimLine[][] = [];
  let open: ClaimLine[] = [];
  for (const family of families) {
    if (open.length > 0 && open.length + family.length > MAX_LINES) {
      parts.push(open);
      open = [];
    }
    for (const line of family) {
      if (open.length === MAX_LINES) {
        parts.push(open);
        open = [];
      }
      open.push(line);
    }
  }
  if (open.length > 0) parts.push(open);
  return parts;
}

/**
 * A claim of more than 50 lines as several, each with its own control number; one that fits comes
 * back alone and unchanged. Add-on lines stay with the line they add to. Every part keeps the whole
 * list of diagnoses, so that pointers mean the same in each.
 *
 * A replacement or void is refused: all parts would name one original.
 */
export function splitClaim(
  claim: Claim,
  { controlNumberOf, firstLineOf }: SplitChoices,
): Result<readonly Claim[], Failure<'oneOriginal'>> {
  if (claim.lines.length <= MAX_LINES) return ok([claim]);
  if (claim.frequency !== '1') {
    return fail(
      'oneOriginal',
      `A claim that replaces or voids another has more than ${MAX_LINES} service lines and cannot be split: replace each part of the original by itself.`,
    );
  }
  const parts = partsOf(familiesOf(claim.lines, firstLineOf));
  return ok(
    parts.map((lines, index) => ({
      ...claim,
      controlNumber: controlNumberOf(claim.controlNumber, index + 1),
      lines,
    })),
  );
}
