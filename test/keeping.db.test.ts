import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anchorFile } from '../main/platform/anchor.ts';
import { DEFAULT_PASSPHRASE_COST } from '../main/platform/keys/passphrase-key-pair.ts';
import { attemptCounter } from '../main/platform/keys/unlock-attempts.ts';
import { createStorageEngine } from '../main/platform/storage-engine.ts';
import { addPatients, stage } from './backups.ts';
import { clientOf, codeOf, GIVEN_PIN, newSession, TEST_PIN, valueOf } from './core.ts';
import { type KeptCore, openKeptCore } from './kept-core.ts';

let app: KeptCore;
beforeEach(async () => {
  app = await openKeptCore();
});
afterEach(async () => {
  await app.close();
  await app.folder.remove();
  if (app.incidents.length > 0) throw new AggregateError(app.incidents, 'Unexpected incidents');
});

const HOUR_MS = 3_600_000;

function later(hours: number): void {
  app.clock.now = new Date(app.clock.now.getTime() + hours * HOUR_MS);
}

async function backupNames(): Promise<readonly string[]> {
  const names = await readdir(join(app.dataDir, 'backups')).catch(() => []);
  return names.toSorted((one, other) => (one < other ? -1 : 1));
}

/** Lets the keeper look after the records once. */
async function keeperLooks(): Promise<void> {
  app.timers.pass(2 * 60_000);
  await app.timers.idle();
}

async function auditOf(operation: string) {
  const events = valueOf(await app.client['audit.list']({}));
  return events.filter((event) => event.operation === operation);
}

describe('a backup that an administrator asks for', () => {
  test('lies in the backup folder, and the screen tells of it', async () => {
    await addPatients(app.database, 3);
    const made = await app.ended(app.client['storage.backUp']({}));
    const counts = { patients: 3, treatmentRecords: 0, users: 1 };
    expect(made).toMatchObject({ ok: true, value: { counts } });
    expect(await backupNames()).toEqual(['caretrail-2026-03-10T150000Z.backup']);
    const [listed] = valueOf(await app.client['storage.listBackups']({}));
    expect(listed).toMatchObject({ release: '0.1.0', problem: null, counts });
    const status = valueOf(await app.client['storage.status']({}));
    expect(status.lastBackup).toMatchObject({ fileName: listed?.fileName, problem: null });
    expect(status.backupFolder).toBe(join(app.dataDir, 'backups'));
    expect(await auditOf('storage.backUp')).toHaveLength(2);
  });

  test('into a file of their choice never replaces one unasked', async () => {
    const path = join(app.folder.path, 'mine.backup');
    await writeFile(path, 'a letter');
    const asked = (mayReplace: boolean) =>
      app.ended(app.client['storage.backUpTo']({ path, mayReplace }));
    expect(await asked(false)).toMatchObject({ failure: { code: 'AlreadyThere' } });
    expect(await readFile(path, 'utf8')).toBe('a letter');
    expect(await asked(true)).toMatchObject({ ok: true, value: { path } });
    await expect(stage(app.folder.path, path)).resolves.toMatchObject({});
  });

  test('into a folder that is not there says what to do', async () => {
    const path = join(app.folder.path, 'no-drive', 'x.backup');
    const reply = await app.ended(app.client['storage.backUpTo']({ path }));
    expect(reply).toMatchObject({ failure: { code: 'FolderNotUsable' } });
  });

  test('is not for nurses', async () => {
    const nurse = { displayName: 'Nia', role: 'nurse' as const, pin: GIVEN_PIN };
    const { id: userId } = valueOf(await app.client['users.create'](nurse));
    const client = clientOf(app.core, newSession());
    valueOf(await client['session.signIn']({ userId, pin: GIVEN_PIN, newPin: TEST_PIN }));
    for (const name of ['storage.backUp', 'storage.status', 'storage.verify'] as const)
      expect(codeOf(await client[name]({}))).toBe('Forbidden');
    expect(valueOf(await client['storage.warnings']({})).writing).toBe('allowed');
  });
});

describe('scheduled backups', () => {
  test('are made by the system when they are due, and not before', async () => {
    await keeperLooks();
    expect(await backupNames()).toHaveLength(1);
    later(23);
    await keeperLooks();
    expect(await backupNames()).toHaveLength(1);
    later(1);
    await keeperLooks();
    expect(await backupNames()).toHaveLength(2);
    const events = await auditOf('storage.backUp');
    expect(events.map(({ host, userId, outcome }) => [host, userId, outcome])).toEqual([
      ['system', null, 'ok'],
      ['system', null, 'ok'],
    ]);
  });

  test('take turns: the oldest goes, but none that somebody asked for', async () => {
    const schedule = { folder: null, everyHours: 24, keep: 2 };
    valueOf(await app.client['storage.setBackupSchedule'](schedule));
    await app.ended(app.client['storage.backUp']({}));
    for (let day = 0; day < 3; day += 1) {
      later(24);
      await keeperLooks();
    }
    expect(await backupNames()).toEqual([
      'caretrail-2026-03-10T150000Z.backup',
      'caretrail-2026-03-12T150000Z.backup',
      'caretrail-2026-03-13T150000Z.backup',
    ]);
  }, 60_000);

  test('never count a spoiled one as kept, nor touch another computer’s', async () => {
    valueOf(
      await app.client['storage.setBackupSchedule']({ folder: null, everyHours: 24, keep: 2 }),
    );
    const folder = join(app.dataDir, 'backups');
    await keeperLooks();
    await writeFile(join(folder, 'caretrail-2020-01-01T000000Z.backup'), 'another computer’s');
    for (let day = 0; day < 2; day += 1) {
      later(24);
      await keeperLooks();
      if (day === 0)
        await writeFile(join(folder, 'caretrail-2026-03-11T150000Z.backup'), 'spoiled');
    }
    expect(await backupNames()).toEqual([
      'caretrail-2020-01-01T000000Z.backup',
      'caretrail-2026-03-10T150000Z.backup',
      'caretrail-2026-03-11T150000Z.backup',
      'caretrail-2026-03-12T150000Z.backup',
    ]);
  });

  test('into a drive that is gone warn everybody, are tried again, and say when all is well', async () => {
    const drive = join(app.folder.path, 'drive');
    await mkdir(drive);
    const schedule = { folder: drive, everyHours: 24, keep: 2 };
    valueOf(await app.client['storage.setBackupSchedule'](schedule));
    await rename(drive, `${drive}-unplugged`);
    await keeperLooks();
    const warned = valueOf(await app.client['storage.warnings']({}));
    expect(warned.warnings).toMatchObject([
      { code: 'backupFailed', message: expect.stringContaining('Connect its drive') },
    ]);
    expect(await auditOf('storage.backUp')).toMatchObject([{ failureCode: 'FolderNotUsable' }]);
    await rename(`${drive}-unplugged`, drive);
    await keeperLooks();
    expect(await readdir(drive)).toEqual([]);
    later(1);
    await keeperLooks();
    expect(await readdir(drive)).toHaveLength(1);
    expect(valueOf(await app.client['storage.warnings']({})).warnings).toEqual([]);
  });

  test('are none while records cannot be written', async () => {
    app.state.writing = 'diskFull';
    await keeperLooks();
    expect(await backupNames()).toEqual([]);
    const { writing, warnings } = valueOf(await app.client['storage.warnings']({}));
    expect([writing, warnings[0]?.code]).toEqual(['diskFull', 'diskFull']);
  });

  test('go only into a folder that takes files', async () => {
    const schedule = { everyHours: 24, keep: 2 };
    for (const folder of [join(app.folder.path, 'none'), 'relative']) {
      const reply = await app.client['storage.setBackupSchedule']({ ...schedule, folder });
      expect(codeOf(reply)).toBe('FolderNotUsable');
    }
  });
});

test('a copy that was left when a dump was cut off is gone after the next start', async () => {
  const { dataDir, store, files, keyring } = app;
  const copy = join(dataDir, 'dump.copy');
  for (const end of ['', '-wal']) await writeFile(copy + end, 'left over');
  createStorageEngine({
    dataDir,
    store,
    files,
    migrations: [],
    release: '0.1.0',
    anchor: anchorFile(join(dataDir, 'anchor'), keyring),
    keys: {
      keyring,
      replace: () => undefined,
      keychain: null,
      attempts: attemptCounter(join(dataDir, 'unlock-attempts.json'), () => app.clock.now),
      cost: DEFAULT_PASSPHRASE_COST,
    },
    writing: () => 'allowed',
  });
  await expect.poll(() => existsSync(copy) || existsSync(`${copy}-wal`)).toBe(false);
});

test('people are told when there is no recent backup', async () => {
  const codes = async () =>
    valueOf(await app.client['storage.warnings']({})).warnings.map(({ code }) => code);
  // The site's row is stamped by the database itself, with the time that it really is.
  app.clock.now = new Date();
  expect(await codes()).toEqual([]);
  later(49);
  expect(await codes()).toEqual(['noRecentBackup']);
  await app.ended(app.client['storage.backUp']({}));
  expect(await codes()).toEqual([]);
});

test('the room on the disk is noted once a day, and shown', async () => {
  valueOf(
    await app.client['storage.setBackupSchedule']({ folder: null, everyHours: null, keep: 2 }),
  );
  for (let hour = 0; hour < 30; hour += 1) {
    later(1);
    app.timers.pass(HOUR_MS);
    await app.timers.idle();
  }
  const { history, freeBytes, recordsBytes } = valueOf(await app.client['storage.status']({}));
  expect(history.map(({ day }) => day)).toEqual(['2026-03-10', '2026-03-11']);
  expect(freeBytes).toBeGreaterThan(0);
  expect(recordsBytes).toBeGreaterThan(1_000_000);
});
