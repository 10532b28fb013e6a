/** A line that is being typed without being shown. */
export type TypedLine = {
  readonly text: string;
  readonly ended: 'entered' | 'cancelled' | null;
};

export const nothingTyped: TypedLine = { text: '', ended: null };

// What raw mode delivers for Enter, for Ctrl-C and Ctrl-D, Ctrl-U, and for Backspace.
const ENTER = ['\r', '\n'];
const CANCEL = ['\u0003', '\u0004'];
const CLEAR = '\u0015';
const DELETE = ['\u007f', '\b'];

/** Takes in what arrived from the keyboard; whatever follows the end of the line is dropped. */
export function typeKeys(line: TypedLine, keys: string): TypedLine {
  let typed = line;
  for (const key of keys) {
    if (typed.ended !== null) return typed;
    typed = typeKey(typed, key);
  }
  return typed;
}

function typeKey({ text }: TypedLine, key: string): TypedLine {
  if (ENTER.includes(key)) return { text, ended: 'entered' };
  if (CANCEL.includes(key)) return { text: '', ended: 'cancelled' };
  if (key === CLEAR) return nothingTyped;
  if (DELETE.includes(key)) return { text: text.slice(0, -1), ended: null };
  return { text: text + key, ended: null };
}
