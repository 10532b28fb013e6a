/** What a key press asks of the frame. */
export type Shortcut = 'lock' | 'search' | 'help' | 'back';

export const SHORTCUTS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: '/', does: 'Find a patient, or search the list on the screen' },
  { keys: '↓ ↑', does: 'Move through the patients found' },
  { keys: 'Enter', does: 'Open the chart of the marked patient' },
  { keys: 'Esc', does: 'Close what is open, or go back' },
  { keys: 'Alt Left', does: 'Go back, also while typing' },
  { keys: 'Ctrl L', does: 'Lock the screen' },
  { keys: '?', does: 'Show these keys' },
];

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> & {
  /** The focus is where text is typed. */
  readonly isTyping: boolean;
  /** A dialog or a list is open over the page. */
  readonly isCovered: boolean;
};

/** Single keys work only where nothing is typed, and under an open dialog only locking works. */
export function shortcutOf(press: KeyPress): Shortcut | null {
  const { key, isTyping, isCovered } = press;
  const hasModifier = press.ctrlKey || press.metaKey;
  if (hasModifier && !press.altKey && key.toLowerCase() === 'l') return 'lock';
  if (isCovered || hasModifier) return null;
  if (press.altKey) return key === 'ArrowLeft' ? 'back' : null;
  if (isTyping) return null;
  if (key === '/') return 'search';
  if (key === '?') return 'help';
  return key === 'Escape' ? 'back' : null;
}
