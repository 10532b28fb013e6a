import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { checkFiles, digestsIn, filesPath } from './blob-stores.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
});
afterEach(() => rmSync(folder, { recursive: true }));

const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };

/** A program that stores files of 3 MB, deletes every other one, and tells each as it is done. */
function writerProgram(path: string): string {
  const source = (file: string): string => JSON.stringify(join(import.meta.dirname, file));
  return `
    const { openBlobStore } = await import(${source('../main/platform/blob-store/blob-store.ts')});
    const { content, inPieces } = await import(${source('file-contents.ts')});
    const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };
    const store = openBlobStore(${JSON.stringify(path)}, keyring);
    await store.whenTidy();
    for (let seed = Date.now(); ; seed += 2) {
      const kept = await store.putStream(inPieces(content(3_000_000, seed), 100_000));
      process.send({ put: kept.digest });
      const { digest } = await store.putStream(inPieces(content(2_000_000, seed + 1), 100_000));
      process.send({ deleting: digest });
      await store.deleteUnreferenced((each) => each !== digest);
    }`;
}

type Told = { readonly put?: string; readonly deleting?: string };

test('a kill at any moment leaves every file that was acknowledged whole, and of no other a part', async () => {
  const program = join(folder, 'writer.ts');
  writeFileSync(program, writerProgram(filesPath(folder)));
  const put = new Set<string>();
  const deleting = new Set<string>();
  for (let round = 0; round < 8; round += 1) {
    const child = fork(program);
    child.on('message', (told: Told) => {
      if (told.put) put.add(told.put);
      if (told.deleting) deleting.add(told.deleting);
    });
    // Somewhere in the work that follows the first file of the round.
    const [exitCode] = await Promise.race([
      once(child, 'message').then(() => []),
      once(child, 'exit'),
    ]);
    expect(exitCode).toBeUndefined();
    setTimeout(() => child.kill('SIGKILL'), 20 * round + Math.random() * 60);
    await once(child, 'exit');
    const store = openBlobStore(filesPath(folder), keyring);
    await store.whenTidy();
    const listed = await digestsIn(store);
    for (const digest of put) expect(listed).toContain(digest);
    for (const digest of listed) expect(await store.isWhole(digest)).toBe(true);
    const fileCount = listed.length;
    expect(checkFiles(store)).toEqual({ fileCount, damaged: [], isDigestRight: true });
    // 12 chunks and an entry, or 8 and an entry where the kill came before the deletion.
    const unacknowledged = listed.filter((digest) => !put.has(digest));
    expect(unacknowledged.length).toBeLessThanOrEqual(2 * (round + 1));
    const rowsAtMost = 13 * put.size + 13 * unacknowledged.length;
    expect(store.rowCount()).toBeLessThanOrEqual(rowsAtMost);
    store.close();
  }
  expect(deleting.size).toBeGreaterThan(0);
}, 120_000);
