import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createApp } from '../main/app.ts';
import { anchorFile } from '../main/platform/anchor.ts';
import type { Core } from '../main/platform/core.ts';
import type { Keyring } from '../main/platform/keys/keyring.ts';
import { attemptCounter } from '../main/platform/keys/unlock-attempts.ts';
import { createStorageEngine, type StorageEngine } from '../main/platform/storage-engine.ts';
import type { KeyHolder } from '../main/platform/storage-keys.ts';
import { jobReply } from './job-reply.ts';
import {
  createRecords,
  migrations,
  openRecords,
  type Records,
  temporaryFolder,
} from './backups.ts';
import { clientOf, newSession, TEST_PIN, valueOf } from './core.ts';

// Guessing is not what these tests are about.
const cost = { log2N: 4, r: 8, p: 1 };

/** What a kept core may be given besides. */
export type KeptOptions = { writing: 'allowed' | 'diskFull' | 'damaged' };

export type KeptCore = Awaited<ReturnType<typeof openKeptCore>>;

/** The real application over encrypted records in a folder, set up with one administrator. */
export async function openKeptCore() {
  const folder = await temporaryFolder();
  const dataDir = join(folder.path, 'records');
  await mkdir(dataDir);
  const records = await createRecords(dataDir);
  const open = await appOver(records, records.keyring);
  const { administratorId } = valueOf(
    await open.client['site.setUp']({
      siteName: 'Test clinic',
      timeZone: 'America/New_York',
      administrator: { displayName: 'Ada Admin', pin: TEST_PIN },
    }),
  );
  valueOf(await open.client['session.signIn']({ userId: administratorId, pin: TEST_PIN }));
  return { ...open, folder, dataDir, administratorId };
}

/** The application over records that are opened again. */
export async function reopenKeptCore(dataDir: string, keyring: Keyring) {
  return appOver(await openRecords(dataDir, keyring), keyring);
}

async function appOver(records: Records, first: Keyring) {
  const { store, files, database } = records;
  const clock = { now: new Date('2026-03-10T15:00:00Z') };
  const state: KeptOptions = { writing: 'allowed' };
  const timers = handTimers();
  const incidents: unknown[] = [];
  const keys = heldKeys(records, { first, clock });
  const core: Core = createApp({
    database,
    files,
    timers,
    storage: engineOver(records, { keys, state }),
    newId: v7,
    clock: () => clock.now,
    report: async (error) => {
      incidents.push(error);
      return 'test';
    },
    pinCost: cost,
  });
  const session = newSession();
  const client = clientOf(core, session);
  return {
    core,
    session,
    database,
    store,
    files,
    clock,
    state,
    timers,
    incidents,
    client,
    keyring: keys.keyring,
    /** Waits for a job and answers its reply. */
    ended: (started: Parameters<typeof jobReply>[1]) => jobReply({ core, client }, started),
    close: async () => {
      await core.close();
      files.close();
    },
  };
}

function heldKeys(
  { dataDir }: Records,
  { first, clock }: { readonly first: Keyring; readonly clock: { readonly now: Date } },
): KeyHolder {
  let keyring = first;
  return {
    keyring: () => keyring,
    replace: (next) => {
      keyring = next;
    },
    keychain: null,
    attempts: attemptCounter(join(dataDir, 'unlock-attempts.json'), () => clock.now),
    cost,
  };
}

function engineOver(
  { dataDir, store, files }: Records,
  { keys, state }: { readonly keys: KeyHolder; readonly state: KeptOptions },
): StorageEngine {
  return createStorageEngine({
    dataDir,
    store,
    files,
    migrations,
    keys,
    anchor: anchorFile(join(dataDir, 'anchor'), keys.keyring),
    release: '0.1.0',
    writing: () => state.writing,
  });
}

/** Time that passes when a test says so. */
function handTimers() {
  let nowMs = 0;
  let before = 1;
  let waiting: { readonly atMs: number; readonly work: () => void }[] = [];
  return {
    now: () => nowMs,
    after(delayMs: number, work: () => void) {
      const entry = { atMs: nowMs + delayMs, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((each) => each !== entry);
      };
    },
    /** Runs what is due by then, once. */
    pass(ms: number): void {
      nowMs += ms;
      before = waiting.length;
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      waiting = waiting.filter((each) => !due.includes(each));
      for (const { work } of due) work();
    },
    /** Resolves when as much waits again as before time passed, which is when the last work is done. */
    async idle(): Promise<void> {
      while (waiting.length < before) await new Promise((resume) => setImmediate(resume));
    },
  };
}
