import type { KeyPlace, WedgeKey } from './wedge-state.ts';

/** A key event, as far as it tells a scanner from a person. */
export type KeyEvent = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'timeStamp' | 'getModifierState'
>;

type Bare = WedgeKey extends infer Key
  ? Key extends WedgeKey
    ? Omit<Key, 'atMs' | 'isCapsLock'>
    : never
  : never;

/** Keys that only change what the next one means. */
const MODIFIERS = new Set(['Shift', 'Control', 'CapsLock', 'NumLock', 'AltGraph', 'Meta']);

/** A key going down; null for one that says nothing by itself. `prefixKey` is such as `F9`, or null. */
export function keyDown(
  event: KeyEvent,
  prefixKey: string | null,
  place: KeyPlace,
): WedgeKey | null {
  if (MODIFIERS.has(event.key)) return null;
  const bare = bareKeyOf(event, prefixKey, place);
  return withTime(event, bare);
}

/** Alt coming up ends a character that was written by its number; null for any other key. */
export function keyUp(event: KeyEvent): WedgeKey | null {
  return event.key === 'Alt' ? withTime(event, { kind: 'altUp' }) : null;
}

function withTime(event: KeyEvent, bare: Bare): WedgeKey {
  return { ...bare, atMs: event.timeStamp, isCapsLock: event.getModifierState('CapsLock') };
}

function bareKeyOf(event: KeyEvent, prefixKey: string | null, place: KeyPlace): Bare {
  const { key, code, ctrlKey, metaKey, altKey, repeat } = event;
  // A scanner presses every key anew; a key that repeats is held by a finger.
  if (repeat) return { kind: 'other' };
  if (key === 'Alt') return { kind: 'altDown' };
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (altKey && !ctrlKey && digit !== undefined) return { kind: 'altDigit', digit };
  if (isSeparator(event)) return { kind: 'separator' };
  // Windows reports AltGr as Control and Alt; what it types is a character.
  const isAltGraph = event.getModifierState('AltGraph') || (ctrlKey && altKey);
  if (metaKey || ((ctrlKey || altKey) && !isAltGraph)) return { kind: 'other' };
  if (key === 'Enter' || key === 'Tab') return { kind: 'end' };
  if (key === prefixKey) return { kind: 'prefix' };
  // More than one: the name of a key. By code point, since one character may be two units.
  if (Array.from(key).length !== 1) return { kind: 'other' };
  return { kind: 'character', text: key, place };
}

function isSeparator({ key, code, ctrlKey, metaKey, altKey }: KeyEvent): boolean {
  if (key === '\u001D') return true;
  return ctrlKey && !metaKey && !altKey && (key === ']' || code === 'BracketRight');
}
