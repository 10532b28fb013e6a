import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import {
  type BlobStore,
  type BlobStoreOptions,
  openBlobStore,
} from '../main/platform/blob-store/blob-store.ts';
import type { Core } from '../main/platform/core.ts';
import { digestsIn, filesPath, keyringOf, tamper } from './blob-stores.ts';
import { content } from './file-contents.ts';
import {
  allRows,
  clientOf,
  codeOf,
  messageOf,
  newSession,
  openTestCore,
  TEST_PIN,
  type TestCore,
  valueOf,
} from './core.ts';

const keyring = keyringOf(1);
const session = newSession();
const MIB = 1024 * 1024;
let app: TestCore;
let core: Core;
let store: BlobStore;
let folder = '';

beforeEach(async () => {
  app = await openTestCore();
  folder = mkdtempSync(`${tmpdir()}/caretrail bytes `);
  store = openBlobStore(filesPath(folder), keyring);
});
afterEach(async () => {
  await app.close();
  store.close();
  rmSync(folder, { recursive: true });
});

/** The application over the same records with its files in `store`, opened anew. */
async function openOver(options: BlobStoreOptions): Promise<void> {
  store.close();
  store = openBlobStore(filesPath(folder), keyring, options);
  core = createApp({
    database: app.database,
    files: store,
    clock: () => app.clock.now,
    newId: v7,
    report: async (error) => `${app.incidents.push(error)}`,
  });
  const signedIn = { userId: app.administratorId, pin: TEST_PIN };
  valueOf(await clientOf(core, session)['session.signIn'](signedIn));
}

test('a file comes back from the store, and the same one twice is one', async () => {
  await openOver({});
  for (let puts = 0; puts < 2; puts += 1)
    valueOf(await core.putBytes(session, 'import-source', content(3 * MIB)));
  const [digest = ''] = await digestsIn(store);
  const bytes = valueOf(await core.getBytes(session, digest));
  expect(Buffer.compare(bytes, content(3 * MIB))).toBe(0);
  expect(await allRows(app.database, 'storedFiles')).toHaveLength(1);
});

test('a file that the disk has no room for is refused in plain words, which is no incident', async () => {
  await openOver({ maxByteLength: MIB });
  const reply = await core.putBytes(session, 'import-source', content(3 * MIB));
  expect(codeOf(reply)).toBe('NotSaved');
  expect(messageOf(reply)).toMatch(/disk is full/);
  expect(app.incidents).toEqual([]);
  expect(await allRows(app.database, 'storedFiles')).toEqual([]);
  expect(codeOf(await core.putBytes(session, 'import-source', content(100)))).toBe('ok');
});

test('a damaged file is refused in plain words, and is written down as an incident', async () => {
  await openOver({});
  const { digest } = valueOf(await core.putBytes(session, 'import-source', content(9)));
  store.close();
  tamper(store.path, (sqlite) => sqlite.exec('UPDATE file_chunk SET body = zeroblob(25)'));
  await openOver({});
  const reply = await core.getBytes(session, digest);
  expect(codeOf(reply)).toBe('DamagedFile');
  expect(messageOf(reply)).toMatch(/damaged on this computer/);
  expect(app.incidents).toHaveLength(1);
});
