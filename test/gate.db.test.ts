import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { dataPaths } from '../main/platform/data-directory.ts';
import { sha256 } from '../main/platform/file-store.ts';
import { codeOf, messageOf, TEST_PIN } from './core.ts';
import {
  type DataFolder,
  expectOk,
  openDataFolder,
  outcomeOf,
  PASSPHRASE,
  setUp,
  siteName,
} from './data-folder.ts';
import { fakeKeychain } from './fakes/keychain-fake.ts';

let folder: DataFolder;
beforeEach(async () => {
  folder = await openDataFolder();
});
afterEach(() => folder.remove());

// A computer that does much else at the same time takes this long.
const patient = { timeout: 120_000 };

describe('records that were closed', patient, () => {
  test('open to their passphrase only, however it is typed, and are counted wrong', async () => {
    const first = await folder.open();
    const { passphrase } = await expectOk(first.client['store.suggestPassphrase']({}));
    await expectOk(first.client['store.create']({ passphrase }));
    await setUp(first);
    await first.close();
    const { records } = dataPaths(folder.dataDir);
    const before = sha256(await readFile(records));
    const again = await folder.open();
    expect(codeOf(await again.client['session.tiles']({}))).toBe('Locked');
    const { unlockAttempts } = dataPaths(folder.dataDir);
    for (const _ of [1, 2])
      expect(codeOf(await again.unlock('not this one'))).toBe('WrongPassphrase');
    expect(existsSync(unlockAttempts)).toBe(true);
    expect(await again.unlock('not this one')).toMatchObject({
      failure: { code: 'WrongPassphrase', details: { waitSeconds: 5 } },
    });
    expect(codeOf(await again.unlock(passphrase))).toBe('TooSoon');
    await again.close();
    expect(sha256(await readFile(records))).toBe(before);
    await rm(unlockAttempts);
    const last = await folder.open();
    expect(await last.unlock(passphrase.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      ok: true,
    });
    expect(await siteName(last)).toBe('Test clinic');
    expect(existsSync(unlockAttempts)).toBe(false);
  });

  test('open by themselves to a core that starts again, and not once it was closed', async () => {
    const restartKey = new SharedArrayBuffer(32);
    const first = await folder.begin({ restartKey });
    // A core that was ended does not close: its key stays behind.
    const left = new SharedArrayBuffer(32);
    new Uint8Array(left).set(new Uint8Array(restartKey));
    await first.close();
    expect(new Uint8Array(restartKey).every((byte) => byte === 0)).toBe(true);
    const locked = await folder.open({ restartKey });
    expect(await locked.status()).toMatchObject({ state: 'locked' });
    await locked.close();
    const again = await folder.open({ restartKey: left });
    expect(await again.status()).toMatchObject({ state: 'open' });
    await again.close();
    expect(new Uint8Array(left).every((byte) => byte === 0)).toBe(true);
    const wrong = new SharedArrayBuffer(32);
    new Uint8Array(wrong).fill(9);
    expect(await (await folder.open({ restartKey: wrong })).status()).toMatchObject({
      state: 'locked',
    });
  });

  test('open with this computer’s keychain, and on another one with the passphrase', async () => {
    const [here, there] = [fakeKeychain(), fakeKeychain()];
    await (await folder.begin({ keychain: here.keychain })).close();
    const opened = await folder.open({ keychain: here.keychain });
    expect(await opened.status()).toMatchObject({ state: 'open', hasKeychain: true });
    await opened.close();
    const moved = await folder.open({ keychain: there.keychain });
    expect(await moved.status()).toMatchObject({ state: 'locked' });
    expect(await moved.unlock()).toMatchObject({ ok: true });
    await expect.poll(() => there.state.protectedCount).toBe(1);
    await moved.close();
    const settled = await folder.open({ keychain: there.keychain });
    expect(await settled.status()).toMatchObject({ state: 'open' });
  });

  test('that find no room, whatever the system calls free, say so and have what was kept back at the next try', async () => {
    await (await folder.begin()).close();
    const { reserve } = dataPaths(folder.dataDir);
    await writeFile(reserve, '');
    const again = await folder.open();
    const commit = vi.spyOn(Sqlite.prototype, 'transaction').mockImplementation(() => {
      throw new Sqlite.SqliteError('as the test says', 'SQLITE_FULL');
    });
    const refused = await again.unlock();
    commit.mockRestore();
    expect(messageOf(refused)).toMatch(/^The disk is full\. Make room/);
    expect(existsSync(reserve)).toBe(false);
    expect(await again.unlock()).toMatchObject({ ok: true });
  });

  test('under a stale keychain are protected anew when they open', async () => {
    const { keychain, state } = fakeKeychain();
    await (await folder.begin({ keychain })).close();
    state.isStale = true;
    await (await folder.open({ keychain })).close();
    expect(state.protectedCount).toBe(2);
    state.isStale = false;
    expect(await (await folder.open({ keychain })).status()).toMatchObject({ state: 'open' });
  });

  test('are refused by an older release, which says so', async () => {
    const { keychain } = fakeKeychain();
    await (await folder.begin({ keychain })).close();
    const migrations = join(folder.built, 'migrations');
    const newest = (await readdir(migrations)).toSorted().at(-1) ?? '';
    await rename(join(migrations, newest), join(folder.built, 'later.sql'));
    await expect(folder.open({ keychain })).rejects.toThrow(/newer release/);
    const asked = await folder.open();
    expect(codeOf(await asked.unlock())).toBe('Unavailable');
    expect(await asked.status()).toMatchObject({
      state: 'locked',
      problem: expect.stringMatching(/newer release/),
    });
  });

  test('are backed up before a later release changes them, and stay as they are when it fails', async () => {
    const first = await folder.begin();
    await setUp(first);
    await first.close();
    const later = join(folder.built, 'migrations', '999_later.sql');
    await writeFile(later, 'CREATE TABLE later (); SELECT 1/0;');
    const failed = await folder.open();
    expect(codeOf(await failed.unlock())).toBe('Unavailable');
    await failed.close();
    await writeFile(later, 'CREATE TABLE later ();');
    const opened = await folder.open();
    expect(await opened.unlock()).toMatchObject({ ok: true });
    expect(await siteName(opened)).toBe('Test clinic');
    await opened.close();
    const backups = await readdir(dataPaths(folder.dataDir).backups);
    expect(backups.filter((name) => /^caretrail-.*\.backup$/.test(name))).toHaveLength(2);
    await rm(later);
    const older = await folder.open();
    expect(await older.unlock()).toMatchObject({
      failure: { message: expect.stringMatching(/newer release/) },
    });
    const path = join(dataPaths(folder.dataDir).backups, backups[0] ?? '');
    const restored = older.client['store.restore']({ path, passphrase: PASSPHRASE });
    expect((await expectOk(restored)).counts).toMatchObject({ users: 1 });
    expect(await siteName(older)).toBe('Test clinic');
  });

  test('are not changed where the backup before cannot be made, and it is said why', async () => {
    await (await folder.begin()).close();
    await writeFile(join(folder.built, 'migrations', '999_later.sql'), 'CREATE TABLE later ();');
    const { backups } = dataPaths(folder.dataDir);
    await writeFile(backups, 'in the way');
    const refused = await folder.open();
    expect(messageOf(await refused.unlock())).toContain(
      `The folder ${backups} cannot be written to`,
    );
    await rm(backups);
    expect(await refused.unlock()).toMatchObject({ ok: true });
  });

  test('are not opened twice', async () => {
    await folder.begin();
    await expect(folder.open()).rejects.toThrow(/already open/);
  });
});

describe('whoever has the passphrase', patient, () => {
  test('sets an administrator’s PIN anew, which is written down; nobody else does', async () => {
    const opened = await folder.begin();
    const userId = await setUp(opened);
    const { client } = opened;
    const nurse = await expectOk(
      client['users.create']({ displayName: 'Nia Nurse', role: 'nurse', pin: TEST_PIN }),
    );
    const regain = (id: string, passphrase = PASSPHRASE) =>
      client['store.regainAccess']({ passphrase, userId: id, newPin: '271828' });
    expect(codeOf(await regain(userId, 'not this one'))).toBe('WrongPassphrase');
    expect(codeOf(await regain(nurse.id))).toBe('NotAnAdministrator');
    expect(codeOf(await regain('0199aaaa-0000-7000-8000-000000000009'))).toBe('UnknownUser');
    expect(codeOf(await client['session.signIn']({ userId, pin: '271828' }))).toBe('WrongPin');
    expect(codeOf(await client['users.list']({}))).toBe('ok');
    expect(await regain(userId)).toMatchObject({ ok: true });
    // Whoever signed in with the PIN before is out.
    expect(codeOf(await client['users.list']({}))).toBe('SignInNeeded');
    await expectOk(client['session.signIn']({ userId, pin: '271828' }));
    const events = await expectOk(client['audit.list']({}));
    const tries = events.filter(({ operation }) => operation === 'store.regainAccess');
    expect(tries.map(({ outcome, failureCode }) => failureCode ?? outcome).toSorted()).toEqual([
      'NotAnAdministrator',
      'UnknownUser',
      'WrongPassphrase',
      'ok',
    ]);
    expect(await outcomeOf(opened, 'store.create')).toBe('ok');
  });
});
