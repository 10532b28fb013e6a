import { isUtf8 } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** One message as it stands in a file, by its number from 1, or why it cannot be one. */
export type RawMessage = { readonly number: number } & (
  | { readonly text: string }
  | { readonly problem: string }
);

/** Longer than any that speaks of a patient; a file without line ends must not fill the memory. */
const MOST_BYTES = 8 * 1024 * 1024;

// CR, LF, and the bytes that MLLP puts around a message.
const isLineEnd = (byte: number | undefined): boolean =>
  byte === 0x0d || byte === 0x0a || byte === 0x0b || byte === 0x1c;

/** Around the messages of a file; they tell nothing of a patient. */
const ENVELOPE = /^(?:FHS|BHS|BTS|FTS)[^A-Za-z0-9]?/;

type Gathered = { readonly lines: Buffer[]; byteLength: number; isForeign: boolean };

function textOf(bytes: Buffer): string {
  // What is not UTF-8 comes from older programs on Windows.
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

const startsWith = (line: Buffer, name: string): boolean =>
  line.subarray(0, name.length).toString('latin1') === name;

/** Without the byte order mark that some programs put before UTF-8. */
function withoutMark(line: Buffer): Buffer {
  return startsWith(line, '\u00EF\u00BB\u00BF') ? line.subarray(3) : line;
}

function rawMessage(number: number, gathered: Gathered, isEnded: boolean): RawMessage {
  if (gathered.isForeign) return { number, problem: 'does not begin with an MSH segment' };
  if (gathered.byteLength > MOST_BYTES) return { number, problem: 'is longer than 8 MB' };
  const end = Buffer.from(isEnded ? '\r' : '');
  const lines = gathered.lines.flatMap((line, at) =>
    at === 0 ? [line] : [Buffer.from('\r'), line],
  );
  return { number, text: textOf(Buffer.concat([...lines, end])) };
}

/**
 * The messages of a file, one after another, however large it is; the envelope of a batch is left out. What
 * stands before the first MSH is one that can be none. The last has no line end where the file has none.
 */
export async function* messagesIn(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<RawMessage> {
  let number = 0;
  let gathered: Gathered | null = null;
  for await (const { line: whole, isEnded } of linesIn(source)) {
    const line = number === 0 && gathered === null ? withoutMark(whole) : whole;
    const isHeader = startsWith(line, 'MSH');
    const isEnvelope = ENVELOPE.test(line.subarray(0, 4).toString('latin1'));
    if (gathered && (isHeader || isEnvelope)) {
      yield rawMessage((number += 1), gathered, true);
      gathered = null;
    }
    if (isEnvelope) continue;
    gathered ??= { lines: [], byteLength: 0, isForeign: !isHeader };
    gathered.byteLength += line.byteLength;
    const isKept = !gathered.isForeign && gathered.byteLength <= MOST_BYTES;
    if (isKept) gathered.lines.push(line);
    if (!isEnded) {
      yield rawMessage((number += 1), gathered, false);
      gathered = null;
    }
  }
  if (gathered) yield rawMessage(number + 1, gathered, true);
}

type Line = { readonly line: Buffer; readonly isEnded: boolean };

/** The lines of a file without their ends, none empty; one that is too long comes in pieces. */
async function* linesIn(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Line> {
  // Put together only at the end of a line: a picture within a message is a line of megabytes.
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  function taken(last: Buffer): Buffer {
    const line = pending.length === 0 ? last : Buffer.concat([...pending, last]);
    pending = [];
    pendingBytes = 0;
    return line;
  }
  for await (const piece of source) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    for (let at = 0; at < bytes.byteLength; at += 1)
      if (isLineEnd(bytes[at])) {
        const line = taken(bytes.subarray(from, at));
        if (line.byteLength > 0) yield { line, isEnded: true };
        from = at + 1;
      }
    if (from < bytes.byteLength) pending.push(Buffer.from(bytes.subarray(from)));
    pendingBytes += bytes.byteLength - from;
    if (pendingBytes > MOST_BYTES) yield { line: taken(Buffer.alloc(0)), isEnded: true };
    // Whoever saves meanwhile does not wait for a large file.
    await nextTurn();
  }
  if (pendingBytes > 0) yield { line: taken(Buffer.alloc(0)), isEnded: false };
}
