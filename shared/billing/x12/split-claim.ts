import { fail, ok, type Result, type Failure } from '../../base/result.ts';
import { type Claim, type ClaimLine, MAX_LINES } from '../claim.ts';
import { lineFamilies } from '../line-families.ts';

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
 * list of diagnoses, so that pointers mean the same in each. `controlNumberOf` names the nth part, from
 * 1, in up to 20 characters.
 *
 * A replacement or void is refused: all parts would name one original.
 */
export function splitClaim(
  claim: Claim,
  controlNumberOf: (controlNumber: string, part: number) => string,
): Result<readonly Claim[], Failure<'oneOriginal'>> {
  if (claim.lines.length <= MAX_LINES) return ok([claim]);
  if (claim.frequency !== '1') {
    return fail(
      'oneOriginal',
      `A claim that replaces or voids another has more than ${MAX_LINES} service lines and cannot be split: replace each part of the original by itself.`,
    );
  }
  const families = lineFamilies(claim.lines).map((places) =>
    places.flatMap((place) => claim.lines[place] ?? []),
  );
  const parts = partsOf(families);
  return ok(
    parts.map((lines, index) => ({
      ...claim,
      controlNumber: controlNumberOf(claim.controlNumber, index + 1),
      lines,
    })),
  );
}
