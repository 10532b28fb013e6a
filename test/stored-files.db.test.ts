import { afterEach, beforeEach, expect, test } from 'vitest';
import { upsertStoredFile } from '../main/platform/stored-files.ts';
import { namedFilesCheck } from '../main/storage/verify-files.ts';
import type { Permission } from '../shared/base/permission.ts';
import { allRows, codeOf, newSession, openTestCore, type TestCore } from './core.ts';
import { importHcpcs, storeFolder } from './import-runs.ts';

let app: TestCore;
beforeEach(async () => {
  app = await openTestCore();
});
afterEach(() => app.close());

const HCPCS = 'code,long_description,billing_unit\nA6010,Collagen dressing,gram\n';

async function storeSource(): Promise<string> {
  const [{ digest } = { digest: '' }] = await storeFolder(app, { 'hcpcs.csv': HCPCS });
  return digest;
}

/** What another slice does with bytes that it stored. */
async function keepFor(purpose: string, permission: Permission, digest: string): Promise<void> {
  const storedAt = app.clock.now.toISOString();
  const file = { digest, byteLength: HCPCS.length, purpose, permission, storedAt };
  await app.database.transact((tx) => upsertStoredFile(tx, file));
}

async function purposes(): Promise<readonly string[]> {
  const rows = await allRows(app.database, 'storedFiles');
  return rows.map((row) => `${row['purpose']} ${row['permission']}`).toSorted();
}

test('bytes that are kept for two purposes are read with the permission of either, and of no other', async () => {
  const digest = await storeSource();
  const [biller, nurse, supply] = [
    await app.signIn('biller'),
    await app.signIn('nurse'),
    await app.signIn('supply'),
  ];
  const readers = [app.administrator, biller.session, nurse.session, supply.session, newSession()];
  const read = async () => {
    const replies = await Promise.all(readers.map((each) => app.core.getBytes(each, digest)));
    return replies.map((reply) => codeOf(reply));
  };
  expect(await read()).toEqual(['ok', 'Forbidden', 'Forbidden', 'Forbidden', 'SignInNeeded']);
  await keepFor('billing-export', 'billing.export', digest);
  expect(await read()).toEqual(['ok', 'ok', 'Forbidden', 'Forbidden', 'SignInNeeded']);
  await keepFor('photo', 'charts.read', digest);
  expect(await read()).toEqual(['ok', 'ok', 'ok', 'Forbidden', 'SignInNeeded']);
});

test('storing bytes again for a purpose changes nothing of what else they are kept for', async () => {
  const digest = await storeSource();
  await keepFor('photo', 'charts.read', digest);
  await storeSource();
  await keepFor('photo', 'charts.read', digest);
  expect(await purposes()).toEqual(['import-source imports.run', 'photo charts.read']);
});

test('a file that is missing counts once, whatever it was kept for', async () => {
  await keepFor('photo', 'charts.read', await storeSource());
  const check = namedFilesCheck(app.database.read, {
    exists: async () => false,
    list: app.files.list,
    rowCount: () => 0,
    beginCheck: () => expect.unreachable(),
  });
  const { found } = await check.step(0);
  expect(found).toEqual([{ kind: 'fileMissing', about: '', count: 1 }]);
});

test('a spent source that is kept for something else is a source no more, but stays', async () => {
  const digest = await storeSource();
  await keepFor('document', 'charts.read', digest);
  expect(await importHcpcs(app, HCPCS)).toMatchObject({ ok: true });
  await expect.poll(purposes, { timeout: 10_000 }).toEqual(['document charts.read']);
  // Stored and spent once more: by then the first clearing is over.
  expect(await importHcpcs(app, HCPCS.replace('A6010', 'A6011'))).toMatchObject({ ok: true });
  await expect.poll(purposes, { timeout: 10_000 }).toEqual(['document charts.read']);
  const nurse = await app.signIn('nurse');
  expect(codeOf(await app.core.getBytes(nurse.session, digest))).toBe('ok');
});
