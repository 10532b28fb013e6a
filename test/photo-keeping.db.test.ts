import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import {
  type BlobStore,
  type BlobStoreOptions,
  openBlobStore,
} from '../main/platform/blob-store/blob-store.ts';
import type { Core, Session } from '../main/platform/core.ts';
import { namedFilesCheck } from '../main/storage/verify-files.ts';
import { digestsIn, filesPath, keyringOf, tamper } from './blob-stores.ts';
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
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';
import { noisyBytes, pdfBytes, photoBytes } from './pictures.ts';

const keyring = keyringOf(1);
const HOUR_MS = 3_600_000;
const takenAt = '2026-03-10T14:00:00Z';
let app: TestCore;
let clinic: PhotoClinic;
let core: Core;
let store: BlobStore;
let session: Session;
let folder = '';

beforeEach(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
  folder = mkdtempSync(`${tmpdir()}/caretrail photos `);
  store = openBlobStore(filesPath(folder), keyring);
  await startAgain();
});
afterEach(async () => {
  await app.close();
  store.close();
  rmSync(folder, { recursive: true });
});

/** The application over the same records with its files in `store`, as after a start `laterMs` later. */
async function startAgain(laterMs = 0, options: BlobStoreOptions = {}): Promise<void> {
  store.close();
  store = openBlobStore(filesPath(folder), keyring, options);
  app.clock.now = new Date(app.clock.now.getTime() + laterMs);
  core = createApp({
    database: app.database,
    files: store,
    clock: () => app.clock.now,
    newId: v7,
    report: async (error) => `${app.incidents.push(error)}`,
  });
  session = newSession();
  const signIn = { userId: app.administratorId, pin: TEST_PIN };
  valueOf(await clientOf(core, session)['session.signIn'](signIn));
}

const client = () => clientOf(core, session);

async function handIn(purpose: 'photo' | 'document', bytes: Uint8Array) {
  return valueOf(await core.putBytes(session, purpose, bytes));
}

async function addPhoto(digest: string) {
  const { assessment } = clinic;
  return valueOf(await client()['photos.add']({ assessmentId: assessment.id, digest, takenAt }));
}

test('a damaged photo is told as damaged and never shown, and others are', async () => {
  const photo = await addPhoto((await handIn('photo', await photoBytes())).digest);
  const whole = await addPhoto((await handIn('photo', await photoBytes({ width: 50 }))).digest);
  store.close();
  tamper(store.path, (sqlite) => {
    const longest = 'SELECT max(length(body)) FROM file_chunk';
    sqlite.exec(
      `UPDATE file_chunk SET body = zeroblob(length(body)) WHERE length(body) = (${longest})`,
    );
  });
  await startAgain();
  const reply = await core.getBytes(session, photo.digest);
  expect([codeOf(reply), messageOf(reply)]).toEqual([
    'DamagedFile',
    expect.stringMatching(/damaged on this computer/),
  ]);
  expect(app.incidents).toHaveLength(1);
  for (const digest of [photo.thumbnailDigest, whole.digest])
    expect(codeOf(await core.getBytes(session, digest))).toBe('ok');
});

test('verify finds a photo whose file is gone, even with all else that named it', async () => {
  const photo = await addPhoto((await handIn('photo', await photoBytes())).digest);
  const missing = async () => {
    const { found } = await namedFilesCheck(app.database.read, store).step(0);
    return found.reduce((sum, { count }) => sum + count, 0);
  };
  expect(await missing()).toBe(0);
  await store.deleteUnreferenced((digest) => digest !== photo.digest);
  expect(await missing()).toBe(1);
  await app.database.transact((tx) => tx.deleteFrom('storedFiles').execute());
  await store.deleteUnreferenced(() => false);
  expect(await missing()).toBe(2);
});

test('where the disk has no room for the photo, its small one is not left behind', async () => {
  await startAgain(0, { maxByteLength: 300_000 });
  const reply = await core.putBytes(session, 'photo', await noisyBytes(1200, 900));
  expect([codeOf(reply), messageOf(reply)]).toEqual([
    'NotSaved',
    expect.stringMatching(/disk is full/),
  ]);
  expect(await digestsIn(store)).toEqual([]);
  for (const table of ['storedFiles', 'storedFileContents'] as const)
    expect(await allRows(app.database, table)).toEqual([]);
});

test('whoever is signed out while their photo is looked at keeps nothing', async () => {
  const bytes = await noisyBytes(1200, 900);
  const putting = core.putBytes(session, 'photo', bytes);
  await core.endSession(session);
  expect(codeOf(await putting)).toBe('SignInNeeded');
  expect(await digestsIn(store)).toEqual([]);
});

test('what others save is not held up while a photo is looked at', async () => {
  const state = { isOver: false };
  const bytes = await noisyBytes(3000, 2000);
  const putting = core.putBytes(session, 'photo', bytes).finally(() => (state.isOver = true));
  let saved = 0;
  for (; !state.isOver; saved += 1) {
    valueOf(await client()['treatments.record']({ ...clinic.treatment, overuseReason: 'Many' }));
    await setImmediate();
  }
  expect(codeOf(await putting)).toBe('ok');
  expect(saved).toBeGreaterThan(3);
});

describe('what was handed in and never came into a chart', () => {
  test('is deleted after three days, and what is in a chart stays', async () => {
    const photo = await addPhoto((await handIn('photo', await photoBytes())).digest);
    const { digest } = await handIn('document', await photoBytes({ width: 70 }));
    const document = valueOf(
      await client()['documents.add']({
        patientId: clinic.patient.id,
        kind: 'letter',
        title: 'Letter',
        documentOn: '2026-03-10',
        digest,
      }),
    );
    const inCharts = [
      photo.digest,
      photo.thumbnailDigest,
      document.digest,
      document.thumbnailDigest ?? '',
    ].toSorted();
    await handIn('photo', await photoBytes({ width: 90 }));
    await handIn('document', pdfBytes(1));
    expect(await digestsIn(store)).toHaveLength(7);
    await startAgain(71 * HOUR_MS);
    expect(await digestsIn(store)).toHaveLength(7);
    await startAgain(2 * HOUR_MS);
    await expect.poll(() => digestsIn(store), { timeout: 10_000 }).toEqual(inCharts);
    expect(await allRows(app.database, 'storedFileContents')).toHaveLength(2);
    expect(app.incidents).toEqual([]);
  });

  test('is told to whoever would bind it later', async () => {
    const { digest } = await handIn('photo', await photoBytes());
    await startAgain(73 * HOUR_MS);
    await expect.poll(() => digestsIn(store), { timeout: 10_000 }).toEqual([]);
    const late = { assessmentId: clinic.assessment.id, digest, takenAt };
    const reply = await client()['photos.add'](late);
    expect([codeOf(reply), messageOf(reply)]).toEqual([
      'UnknownFile',
      expect.stringMatching(/choose it again/),
    ]);
  });
});
