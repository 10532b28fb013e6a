/** What a person does: where the pointer goes down, in CSS pixels, or which key, and whether it is held. */
export type Press =
  | {
      readonly kind: 'pointer';
      readonly x: number;
      readonly y: number;
      /** A finger or a pen, and not a mouse. */
      readonly isTouch: boolean;
    }
  | { readonly kind: 'key'; readonly key: string; readonly isRepeat: boolean };

/**
 * The last change of screen: when, in milliseconds as `performance.now()`, and what brought it about;
 * null once another press has followed.
 */
export type ScreenChange = { readonly atMs: number; readonly cause: Press | null };

/** The second tap of a double tap comes within this time. */
const POINTER_MS = 500;
const KEY_MS = 400;
/** How far a gloved finger strays between two taps, and a mouse in what systems call a double click. */
const TOUCH_STRAYS_PX = 24;
const MOUSE_STRAYS_PX = 5;

/**
 * Whether a press is the rest of the one that opened this screen, a double tap or a key held down:
 * meant for what was there before, and not for what lies there now.
 */
export function isEcho(press: Press, { cause, atMs }: ScreenChange, nowMs: number): boolean {
  const elapsedMs = nowMs - atMs;
  if (press.kind === 'key')
    return (
      cause?.kind === 'key' && cause.key === press.key && (press.isRepeat || elapsedMs < KEY_MS)
    );
  if (cause?.kind !== 'pointer' || elapsedMs >= POINTER_MS) return false;
  const straysPx = press.isTouch ? TOUCH_STRAYS_PX : MOUSE_STRAYS_PX;
  return Math.abs(press.x - cause.x) <= straysPx && Math.abs(press.y - cause.y) <= straysPx;
}
