import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import { digestsIn } from './blob-stores.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { endOfJob, importFolder, importHcpcs, type JobEvent, storeFolder } from './import-runs.ts';
import { syntheaFolder } from './synthea-source.ts';

let app: TestCore;
beforeEach(async () => {
  app = await openTestCore();
});
afterEach(() => app.close());

const HCPCS = 'code,long_description,billing_unit\nA6010,Collagen dressing,gram\n';
const DAY_MS = 86_400_000;
// A loaded computer takes its time.
const patiently = { timeout: 10_000 };

const NOTHING = { digests: [], rows: [], incidents: [] };

async function whatIsLeft() {
  const [digests, rows] = [await digestsIn(app.files), await allRows(app.database, 'storedFiles')];
  return { digests, rows, incidents: app.incidents };
}

async function cancelledImport() {
  const files = await storeFolder(app, syntheaFolder(30));
  const ended = endOfJob(app, ({ jobId, label }: JobEvent) => {
    if (label === 'Patients') void app.client['jobs.cancel']({ jobId });
  });
  const { jobId } = valueOf(await app.client['imports.synthea']({ files }));
  expect((await ended).state).toBe('cancelled');
  return { jobId, digests: files.map(({ digest }) => digest).toSorted() };
}

/** A second start over the same records and files, some time later, and what it clears away. */
async function startAgain(laterMs: number): Promise<void> {
  const now = new Date(app.clock.now.getTime() + laterMs);
  const { database, files } = app;
  const report = async (error: unknown): Promise<string> => {
    app.incidents.push(error);
    return 'test';
  };
  // Nothing names it, so it goes last.
  const last = await files.put(new TextEncoder().encode('nothing names this'));
  createApp({ database, files, report, newId: v7, clock: () => now });
  await expect.poll(() => files.exists(last), patiently).toBe(false);
}

test('the sources of an import are gone once it is done', async () => {
  await importFolder(app, syntheaFolder(3));
  await expect.poll(whatIsLeft, patiently).toEqual(NOTHING);
  await importHcpcs(app, HCPCS);
  await expect.poll(whatIsLeft, patiently).toEqual(NOTHING);
});

test('the sources of an import that failed are gone as well', async () => {
  expect(await importHcpcs(app, 'no such columns\n')).toMatchObject({ ok: false });
  await expect.poll(whatIsLeft, patiently).toEqual(NOTHING);
});

test('the same folder can be imported again, and again', async () => {
  for (let runs = 0; runs < 4; runs += 1)
    expect(await importFolder(app, syntheaFolder(2))).toMatchObject({ ok: true });
  await expect.poll(whatIsLeft, patiently).toEqual(NOTHING);
});

test('the sources of a cancelled import stay until it was gone on with', async () => {
  const { jobId, digests } = await cancelledImport();
  await startAgain(30 * DAY_MS);
  expect(await digestsIn(app.files)).toEqual(digests);
  const ended = endOfJob(app);
  valueOf(await app.client['jobs.resume']({ jobId }));
  expect((await ended).state).toBe('done');
  await expect.poll(whatIsLeft, patiently).toEqual(NOTHING);
});

test('a source that another import can still go on with stays', async () => {
  const { digests } = await cancelledImport();
  const files = await storeFolder(app, syntheaFolder(30));
  const ended = endOfJob(app);
  valueOf(await app.client['imports.synthea']({ files }));
  await ended;
  await startAgain(30 * DAY_MS);
  expect(await digestsIn(app.files)).toEqual(digests);
});

test('a source that no import was begun with stays for a day, and is gone at a later start', async () => {
  const [{ digest } = { digest: '' }] = await storeFolder(app, { 'hcpcs.csv': HCPCS });
  await startAgain(DAY_MS / 2);
  expect(codeOf(await app.core.getBytes(app.administrator, digest))).toBe('ok');
  await startAgain(2 * DAY_MS);
  expect(codeOf(await app.core.getBytes(app.administrator, digest))).toBe('UnknownFile');
  await expect.poll(whatIsLeft, patiently).toEqual(NOTHING);
});

test('a source that is stored again since its import ended is kept for the next one', async () => {
  await importHcpcs(app, HCPCS);
  await expect.poll(whatIsLeft, patiently).toEqual(NOTHING);
  app.clock.now = new Date(app.clock.now.getTime() + 60_000);
  const [{ digest } = { digest: '' }] = await storeFolder(app, { 'hcpcs.csv': HCPCS });
  await startAgain(60_000);
  expect(await digestsIn(app.files)).toEqual([digest]);
});

test('a file that nothing names is gone at the next start, and what is named stays', async () => {
  const [{ digest } = { digest: '' }] = await storeFolder(app, { 'hcpcs.csv': HCPCS });
  const unnamed = await app.files.put(new Uint8Array([1, 2, 3]));
  expect(await digestsIn(app.files)).toContain(unnamed);
  await startAgain(0);
  expect(await digestsIn(app.files)).toEqual([digest]);
});
