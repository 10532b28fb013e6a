import type { ClaimLine } from './claim.ts';

/**
 * Places of a claim's lines, from 0, those that belong together in one list: a line, then what adds to it.
 * What adds to nothing that is there, or to another add-on, stands alone.
 */
export function lineFamilies(
  lines: readonly Pick<ClaimLine, 'id' | 'addsTo'>[],
): readonly (readonly number[])[] {
  const firstIds = new Set(lines.filter(({ addsTo }) => addsTo === null).map(({ id }) => id));
  const families = new Map<string, number[]>();
  for (const [place, { id, addsTo }] of lines.entries()) {
    const isAddOn = addsTo !== null && firstIds.has(addsTo);
    const key = isAddOn ? addsTo : id;
    const family = families.get(key) ?? [];
    families.set(key, isAddOn ? [...family, place] : [place, ...family]);
  }
  return [...families.values()];
}
