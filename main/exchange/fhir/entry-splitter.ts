const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN = [0x7b, 0x5b];
const CLOSE = [0x7d, 0x5d];
const ARRAY = 0x5b;
const OBJECT = 0x7b;

export type EntrySplitter = {
  /** The entries that end in this piece; null for one that is too long. */
  readonly take: (piece: Uint8Array) => readonly (Buffer | null)[];
  /** What is not in any entry; null where that is too long. `isCutOff`: the object does not end. */
  readonly end: () => { readonly bytes: Buffer; readonly isCutOff: boolean } | null;
};

/** Bytes of one part, up to a limit. */
function createPart(mostBytes: number) {
  let pieces: Buffer[] = [];
  let byteLength = 0;
  return {
    add(bytes: Buffer): void {
      byteLength += bytes.length;
      if (byteLength <= mostBytes) pieces.push(Buffer.from(bytes));
      else pieces = [];
    },
    take(): Buffer | null {
      const whole = byteLength > mostBytes ? null : Buffer.concat(pieces);
      pieces = [];
      byteLength = 0;
      return whole;
    },
  };
}

/** Where a reader of JSON stands: how deep, and within which string. */
function createPosition() {
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let name = '';
  return {
    depth: () => depth,
    isInString: () => isInString,
    /** The last string directly in the outermost object: before a value, its name. */
    name: () => name,
    step(byte: number): void {
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
        else if (depth === 1 && name.length < 40) name += String.fromCharCode(byte);
      } else if (byte === QUOTE) {
        isInString = true;
        if (depth === 1) name = '';
      } else if (OPEN.includes(byte)) depth += 1;
      else if (CLOSE.includes(byte)) depth -= 1;
    },
  };
}

/**
 * Takes the objects of the array `entry` out of one large JSON object, piece by piece, so that no more
 * than one of them is held. It only splits: whether an entry is JSON is found when it is parsed.
 */
export function createEntrySplitter(mostBytes: number): EntrySplitter {
  const position = createPosition();
  const entry = createPart(mostBytes);
  const rest = createPart(mostBytes);
  let isInEntries = false;
  let isInEntry = false;
  let hasBegun = false;

  function take(piece: Uint8Array): readonly (Buffer | null)[] {
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const entries: (Buffer | null)[] = [];
    let start = 0;
    const cut = (at: number): void => {
      (isInEntry ? entry : rest).add(buffer.subarray(start, at));
      start = at;
    };
    for (let at = 0; at < buffer.length; at += 1) {
      const byte = buffer[at] ?? 0;
      const isOpen = !position.isInString();
      const depth = position.depth();
      if (isOpen && byte === OBJECT) hasBegun = true;
      if (isOpen && byte === ARRAY && depth === 1) isInEntries = position.name() === 'entry';
      if (isOpen && isInEntries && depth === 2 && byte === OBJECT) {
        cut(at);
        isInEntry = true;
      }
      // Without what stood between them, the commas would make no JSON.
      if (isOpen && isInEntries && depth === 2 && byte === COMMA) {
        cut(at);
        start = at + 1;
      }
      position.step(byte);
      if (isInEntry && isOpen && position.depth() === 2) {
        cut(at + 1);
        entries.push(entry.take());
        isInEntry = false;
      }
      if (position.depth() < 2 && isInEntries && depth === 2) isInEntries = false;
    }
    cut(buffer.length);
    return entries;
  }

  const end = () => {
    const bytes = rest.take();
    return bytes && { bytes, isCutOff: isInEntry || (hasBegun && position.depth() > 0) };
  };
  return { take, end };
}
