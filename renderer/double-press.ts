/** One press as the page saw it: a key, or a pointer at a place of the window. */
export type Press = {
  /** Milliseconds on the page's own clock. */
  readonly atMs: number;
  readonly key: string | null;
  readonly hasModifier: boolean;
  /** CSS pixels; 0 for a key. */
  readonly x: number;
  readonly y: number;
};

/** Nobody reads a name and a birth date in less. */
const TOO_SOON_MS = 400;
const SAME_PLACE_PX = 48;

function isAlike(one: Press, other: Press): boolean {
  if (one.key !== other.key || one.hasModifier !== other.hasModifier) return false;
  return Math.hypot(one.x - other.x, one.y - other.y) <= SAME_PLACE_PX;
}

/**
 * Whether the press that answers is only the press that asked, made twice: the same key or the same
 * place, right after the question appeared. Another key or another place is an answer, however quick.
 */
export function isDoublePress(
  asked: { readonly by: Press | null; readonly atMs: number },
  answered: Press | null,
): boolean {
  if (asked.by === null || answered === null || answered === asked.by) return false;
  return answered.atMs - asked.atMs <= TOO_SOON_MS && isAlike(asked.by, answered);
}
