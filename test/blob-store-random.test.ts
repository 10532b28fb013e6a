import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { array, assert, asyncProperty, constantFrom, integer, record, subarray } from 'fast-check';
import { expect, test } from 'vitest';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { CHUNK_BYTES } from '../main/platform/blob-store/file-tables.ts';
import { sha256 } from '../main/platform/file-store.ts';
import { checkFiles, digestsIn, filesPath, keyringOf } from './blob-stores.ts';
import { content, inPieces } from './file-contents.ts';
import { join } from 'node:path';

const SIZES = [0, 1, 4000, CHUNK_BYTES, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 1, 5 * CHUNK_BYTES + 9];
const SEEDS = [1, 2, 3];
const sample = record({ size: constantFrom(...SIZES), seed: constantFrom(...SEEDS) });

const step = record({
  kind: constantFrom('put', 'putStream', 'putBoth', 'delete', 'reopen', 'breakOff'),
  file: sample,
  other: sample,
  kept: subarray([...SEEDS]),
  piece: integer({ min: 1000, max: 400_000 }),
});
type Step = typeof step extends { generate: (...args: never[]) => { value: infer T } } ? T : never;

const keyring = keyringOf(1);

/** Does a step to the store and the same to a map from digest to content. */
async function doStep(store: BlobStore, reference: Map<string, Uint8Array>, each: Step) {
  const { kind, piece } = each;
  const [bytes, others] = [each.file, each.other].map(({ size, seed }) => content(size, seed));
  if (!bytes || !others) throw new Error('A step has two files');
  if (kind === 'put') reference.set(await store.put(bytes), bytes);
  if (kind === 'putStream')
    reference.set((await store.putStream(inPieces(bytes, piece))).digest, bytes);
  if (kind === 'putBoth') {
    await Promise.all([store.put(bytes), store.putStream(inPieces(others, piece))]);
    for (const put of [bytes, others]) reference.set(sha256(put), put);
  }
  if (kind === 'delete') {
    const kept = new Set(
      SIZES.flatMap((size) => each.kept.map((seed) => sha256(content(size, seed)))),
    );
    await store.deleteUnreferenced((digest) => kept.has(digest));
    for (const digest of reference.keys()) if (!kept.has(digest)) reference.delete(digest);
  }
  if (kind === 'breakOff') {
    const cutOff = async function* () {
      yield* inPieces(bytes, piece);
      throw new Error('cut off');
    };
    await store.putStream(cutOff()).catch(() => undefined);
  }
}

test('a store does as a map from digest to content would, whatever is done to it', async () => {
  await assert(
    asyncProperty(array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
      let store = openBlobStore(filesPath(folder), keyring, { keepFreeBytes: 0 });
      const reference = new Map<string, Uint8Array>();
      try {
        for (const each of steps) {
          await doStep(store, reference, each);
          if (each.kind === 'reopen') {
            store.close();
            store = openBlobStore(filesPath(folder), keyring, { keepFreeBytes: 0 });
          }
          expect(await digestsIn(store)).toEqual([...reference.keys()].toSorted());
        }
        for (const digest of reference.keys()) expect(await store.isWhole(digest)).toBe(true);
        const fileCount = reference.size;
        expect(checkFiles(store)).toEqual({ fileCount, damaged: [], isDigestRight: true });
        expect(store.rowCount()).toBe(rowsOf(reference));
      } finally {
        store.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);

/** An entry and its chunks for each file, and nothing else. */
function rowsOf(reference: ReadonlyMap<string, Uint8Array>): number {
  const rows = [...reference.values()].map(
    ({ length }) => 1 + Math.max(1, Math.ceil(length / CHUNK_BYTES)),
  );
  return rows.reduce((sum, each) => sum + each, 0);
}
