import { createEntrySplitter } from './entry-splitter.ts';
import {
  entryItem,
  type IsWanted,
  itemsOf,
  MOST_ITEM_BYTES,
  type Passed,
  problemItem,
  type SourceItem,
  TOO_LONG,
} from './source-item.ts';

/** One JSON object over a whole file: each entry of a Bundle by itself, or one resource. */
export async function* bundleItems(
  stream: AsyncIterable<Uint8Array>,
  isWanted: IsWanted,
): AsyncGenerator<SourceItem | Passed> {
  const splitter = createEntrySplitter(MOST_ITEM_BYTES);
  let number = 0;
  for await (const piece of stream)
    for (const entry of splitter.take(piece)) {
      number += 1;
      const place = `entry ${number}`;
      if (entry === null) yield problemItem(place, TOO_LONG);
      else if (isWanted(entry)) yield entryOf(place, entry);
      else yield 'passed';
    }
  const rest = splitter.end();
  if (rest === null) yield problemItem('line 1', TOO_LONG);
  else if (rest.isCutOff)
    yield problemItem(`entry ${number + 1}`, 'is cut off; the file ends in it');
  // What is left of a Bundle without its entries is no resource to import.
  else if (number === 0) yield* itemsOf('line 1', rest.bytes);
}

function entryOf(place: string, bytes: Buffer): SourceItem {
  try {
    return entryItem(place, JSON.parse(bytes.toString('utf8')));
  } catch {
    return problemItem(place, 'is not whole JSON');
  }
}
