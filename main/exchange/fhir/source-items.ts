import { bundleItems } from './bundle-items.ts';
import { lineItems } from './line-items.ts';
import type { IsWanted, Passed, SourceItem } from './source-item.ts';

const HEAD_BYTES = 64 * 1024;

/** True for one JSON object over the whole file; false for a resource on each line. */
function isOneDocument(head: Buffer): boolean {
  const text = head
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart();
  if (/^\{\s*"resourceType"\s*:\s*"Bundle"/.test(text)) return true;
  const [first = '', second = ''] = text.split('\n', 2);
  if (first.trim() === '{') return true;
  return !first.trim().endsWith('}') && second !== '' && !second.trimStart().startsWith('{');
}

/**
 * The items of a file in order, read as they are needed: a file of lines, a Bundle of any size, or one
 * resource. A line or an entry that is cut off costs itself only.
 */
export async function* sourceItems(
  stream: AsyncIterable<Uint8Array>,
  isWanted: IsWanted,
): AsyncGenerator<SourceItem | Passed> {
  const pieces = stream[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  while (headBytes < HEAD_BYTES) {
    const next = await pieces.next();
    if (next.done === true) break;
    // The stream may use its bytes again.
    const piece = Uint8Array.from(next.value);
    head.push(piece);
    headBytes += piece.length;
  }
  async function* whole() {
    yield* head;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next())
      yield next.value;
  }
  const read = isOneDocument(Buffer.concat(head)) ? bundleItems : lineItems;
  yield* read(whole(), isWanted);
}
