import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, asyncProperty, integer, oneof } from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { CHUNK_BYTES } from '../main/platform/blob-store/file-tables.ts';
import { sha256 } from '../main/platform/file-store.ts';
import { checkFiles, digestsIn, filesPath, keyringOf } from './blob-stores.ts';
import { content } from './file-contents.ts';

const keyring = keyringOf(1);
const PAGE_BITS = 8 * 16 * 1024;
let folder = '';
let path = '';
let whole: Buffer;
const digests: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
  path = filesPath(folder);
  const store = openBlobStore(path, keyring);
  digests.length = 0;
  for (let seed = 0; seed < 5; seed += 1)
    digests.push(await store.put(content((seed * CHUNK_BYTES) / 2 + 50, seed)));
  store.close();
  whole = readFileSync(path);
});
afterEach(() => rmSync(folder, { recursive: true }));

const REFUSALS = ['FilesDamaged', 'WrongKey', 'StoreFromNewerRelease'];
const FAILURES = ['FileDamaged', 'FilesDamaged'];

type Outcome = 'refused' | 'found' | 'harmless' | 'passed over';

/** What is noticed of a flipped bit; `passed over` when something is wrong and nothing says so. */
async function outcomeOf(bit: number): Promise<Outcome> {
  const bytes = Buffer.from(whole);
  const at = Math.floor(bit / 8) % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
  writeFileSync(path, bytes);
  const store = openedOr(REFUSALS);
  if (store === null) return 'refused';
  try {
    const { damaged, isDigestRight } = checkFiles(store);
    const isFound = damaged.length > 0 || !isDigestRight;
    const given = await Promise.all(digests.map((digest) => read(store, digest)));
    if (given.includes('another')) return 'passed over';
    if (isFound) return 'found';
    const isAllThere = (await digestsIn(store)).join() === digests.toSorted().join();
    return isAllThere && given.every((each) => each === 'whole') ? 'harmless' : 'passed over';
  } finally {
    store.close();
  }
}

async function read(store: BlobStore, digest: string): Promise<'whole' | 'refused' | 'another'> {
  try {
    const bytes = await store.get(digest);
    if (bytes === null) return 'refused';
    return sha256(bytes) === digest ? 'whole' : 'another';
  } catch (error) {
    if (error instanceof Error && FAILURES.includes(error.name)) return 'refused';
    throw error;
  }
}

function openedOr(refusals: readonly string[]): BlobStore | null {
  try {
    return openBlobStore(path, keyring);
  } catch (error) {
    if (error instanceof Error && refusals.includes(error.name)) return null;
    throw error;
  }
}

test('a bit that flips anywhere in the file is found, or changes nothing of any file', async () => {
  const seen: Outcome[] = [];
  // Half of them in the first pages, where SQLite keeps what leads to everything else.
  const bits = oneof(
    integer({ min: 0, max: 12 * PAGE_BITS - 1 }),
    integer({ min: 0, max: 8 * whole.length - 1 }),
  );
  await assert(
    asyncProperty(bits, async (bit) => {
      const outcome = await outcomeOf(bit);
      seen.push(outcome);
      expect(outcome).not.toBe('passed over');
    }),
    { numRuns: 60 },
  );
  expect(new Set(seen)).toContain('found');
}, 120_000);
