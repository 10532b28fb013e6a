import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Core } from '../main/platform/core.ts';
import { startCoreThread } from '../main/platform/supervision/core-thread.ts';
import type { StopCause } from '../main/platform/supervision/stop-cause.ts';
import { packedTemplate } from '../tools/template.ts';
import { mountSmallDisk, type SmallDisk, whyNoSmallDisk } from '../torture/full/small-disk.ts';
import { clientOf, codeOf, messageOf, newSession, TEST_PIN, valueOf } from './core.ts';
import { PASSPHRASE } from './data-folder.ts';

const DISK_BYTES = 256 * 2 ** 20;
const workerUrl = new URL('../torture/full/core-worker.ts', import.meta.url);
const whyNot = whyNoSmallDisk();
const where = whyNot ?? 'a small disk in memory';
const slow = { timeout: 240_000 };

let folder: string;
let disk: SmallDisk;
let core: Core | null = null;
const stops: StopCause[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-full-'));
  const built = join(folder, 'built');
  const migrations = join(import.meta.dirname, '../migrations');
  await cp(migrations, join(built, 'migrations'), { recursive: true });
  await writeFile(join(built, 'template.tar.gz'), await packedTemplate());
  vi.stubEnv('CARETRAIL_TRIAL_BUILT', built);
});
beforeEach(() => {
  stops.length = 0;
  if (whyNot !== null) return;
  const mounted = mountSmallDisk(join(folder, 'disk'), DISK_BYTES);
  if (typeof mounted === 'string') throw new Error(mounted);
  disk = mounted;
});
afterEach(async () => {
  await core?.close();
  core = null;
  if (whyNot === null) disk.remove();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<Core> {
  const dataDir = join(disk.folder, 'records');
  await mkdir(dataDir, { recursive: true });
  core = await startCoreThread(
    { dataDir },
    { workerUrl, report: (cause) => void stops.push(cause) },
  );
  return core;
}

/** A clinic on the small disk, with somebody who records one treatment after another. */
async function openClinic() {
  const session = newSession();
  const opened = await start();
  valueOf(await opened.dispatch(session, 'store.create', { passphrase: PASSPHRASE }));
  const client = clientOf(opened, session);
  const administrator = { displayName: 'Ada Admin', pin: TEST_PIN };
  const site = { siteName: 'Small', timeZone: 'UTC', administrator };
  const { administratorId: userId } = valueOf(await client['site.setUp'](site));
  valueOf(await client['session.signIn']({ userId, pin: TEST_PIN }));
  valueOf(await client['products.add']({ sku: 'FOAM', name: 'Foam' }));
  const names = { firstName: 'Pat', lastName: 'Patient' };
  const patient = { ...names, birthOn: '1950-01-01', sex: 'female' } as const;
  const { id: patientId } = valueOf(await client['patients.create'](patient));
  const lines = [{ productId: 'FOAM', quantity: 1_000_000 }];
  const order = { patientId, orderedOn: '2026-03-01', lines };
  const { id: orderId } = valueOf(await client['orders.create'](order));
  const treatment = {
    patientId,
    orderId,
    productId: 'FOAM',
    quantityUsed: 1,
    dateApplied: '2026-03-01',
    doctorNotes: 'Granulating. '.repeat(150),
  };
  const over = (by: typeof client) => ({
    signIn: async () => valueOf(await by['session.signIn']({ userId, pin: TEST_PIN })),
    /** `saved`, or what was said instead. */
    record: async (): Promise<string> => {
      const reply = await by['treatments.record'](treatment);
      return codeOf(reply) === 'ok' ? 'saved' : `${codeOf(reply)}: ${messageOf(reply)}`;
    },
    count: async () => valueOf(await by['treatments.list']({ patientId, limit: 1 })).total,
  });
  return { ...over(client), over };
}

/** Takes all that is free, or all but so much. */
async function fill(butBytes = 0): Promise<void> {
  const { bavail, bsize } = await statfs(disk.folder);
  const bytes = Math.max(0, bavail * bsize - butBytes);
  // The program may take some of it meanwhile; then it is full all the same.
  await appendFile(join(disk.folder, 'filler'), Buffer.alloc(bytes)).catch(() => undefined);
}

function empty(): Promise<void> {
  return rm(join(disk.folder, 'filler'), { force: true });
}

const NOT_SAVED = /^(NotSaved: This was not|ReadOnly: Not) saved: the disk is full/i;

test.skipIf(whyNot !== null)(
  `a disk that is suddenly full, and one on which nothing ever gets free, lose nothing that was answered as saved, say so, and work goes on once there is room (${where})`,
  slow,
  async () => {
    const clinic = await openClinic();
    const said: string[] = [];
    const record = async (): Promise<string> => {
      said.push(await clinic.record());
      return said.at(-1) ?? '';
    };
    for (let times = 0; times < 20; times += 1) expect(await record()).toBe('saved');
    await fill(40_000);
    for (let times = 0; times < 20; times += 1) await record();
    for (let times = 0; times < 20; times += 1) {
      await fill();
      await record();
    }
    expect(said.at(-1)).not.toBe('saved');
    await empty();
    await expect.poll(record, { timeout: 60_000, interval: 250 }).toBe('saved');
    const refused = said.filter((each) => each !== 'saved');
    for (const message of new Set(refused)) expect(message).toMatch(NOT_SAVED);
    expect(new Set(stops)).toEqual(new Set(['diskFull']));
    expect(await clinic.count()).toBe(said.length - refused.length);
  },
);

test.skipIf(whyNot !== null)(
  `on a disk that was full before the program was started, the records open, can be read, and are saved to again once there is room (${where})`,
  slow,
  async () => {
    const clinic = await openClinic();
    expect(await clinic.record()).toBe('saved');
    const reserve = join(disk.folder, 'records/reserve');
    await expect.poll(() => existsSync(reserve), { timeout: 60_000, interval: 250 }).toBe(true);
    await core?.close();
    await fill();
    const session = newSession();
    const again = await start();
    valueOf(await again.dispatch(session, 'store.unlock', { passphrase: PASSPHRASE }));
    const reopened = clinic.over(clientOf(again, session));
    await reopened.signIn();
    expect(await reopened.count()).toBe(1);
    expect(await reopened.record()).toMatch(NOT_SAVED);
    await empty();
    await expect.poll(reopened.record, { timeout: 60_000, interval: 250 }).toBe('saved');
    expect(await reopened.count()).toBe(2);
  },
);
