import {
  type IsWanted,
  itemsOf,
  MOST_ITEM_BYTES,
  type Passed,
  problemItem,
  type SourceItem,
  TOO_LONG,
} from './source-item.ts';

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The lines of a file, without their line breaks; null for one that is too long to be read. */
async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer | null> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  const take = (bytes: Buffer): void => {
    heldBytes += bytes.length;
    if (heldBytes <= MOST_ITEM_BYTES) held.push(Buffer.from(bytes));
    else held = [];
  };
  const line = (): Buffer | null => {
    const whole = heldBytes > MOST_ITEM_BYTES ? null : Buffer.concat(held);
    held = [];
    heldBytes = 0;
    return whole;
  };
  for await (const piece of stream) {
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let start = 0;
    for (let at = buffer.indexOf(NEWLINE); at !== -1; at = buffer.indexOf(NEWLINE, start)) {
      take(buffer.subarray(start, at));
      yield line();
      start = at + 1;
    }
    take(buffer.subarray(start));
  }
  if (heldBytes > 0) yield line();
}

/** A resource on each line; empty lines are none. */
export async function* lineItems(
  stream: AsyncIterable<Uint8Array>,
  isWanted: IsWanted,
): AsyncGenerator<SourceItem | Passed> {
  let number = 0;
  for await (const given of linesOf(stream)) {
    number += 1;
    const place = `line ${number}`;
    if (given === null) {
      yield problemItem(place, TOO_LONG);
      continue;
    }
    const bytes =
      number === 1 && given.subarray(0, 3).equals(BYTE_ORDER_MARK) ? given.subarray(3) : given;
    if (bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)) continue;
    if (isWanted(bytes)) yield* itemsOf(place, bytes);
    else yield 'passed';
  }
}
