import { copyFile, open, readFile, rename, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataPaths } from '../main/platform/data-directory.ts';
import { codeOf, TEST_PIN } from './core.ts';
import {
  type DataFolder,
  expectOk,
  openDataFolder,
  outcomeOf,
  PASSPHRASE,
  setUp,
  siteName,
} from './data-folder.ts';
import { jobReply } from './job-reply.ts';

let folder: DataFolder;
beforeEach(async () => {
  folder = await openDataFolder();
});
afterEach(() => folder.remove());

// A computer that does much else at the same time takes this long.
const patient = { timeout: 120_000 };

describe('a backup', patient, () => {
  async function backedUp(): Promise<string> {
    const opened = await folder.begin();
    await setUp(opened);
    const made = await jobReply(opened, opened.client['storage.backUp']({}));
    await opened.close();
    expect(made).toMatchObject({ ok: true });
    return (made as { value: { path: string } }).value.path;
  }

  test('takes the place of records that cannot be read, which are kept', async () => {
    const path = await backedUp();
    const { records } = dataPaths(folder.dataDir);
    const file = await open(records, 'r+');
    await file.write(Buffer.alloc(100, 7), 0, 100, 0);
    await file.close();
    const opened = await folder.open();
    const [fileName = ''] = (await opened.status()).backups;
    expect(path.endsWith(fileName)).toBe(true);
    expect(await opened.status()).toMatchObject({
      state: 'unreadable',
      problem: expect.stringMatching(/Restore them from a backup/),
    });
    const restored = await expectOk(
      opened.client['store.restore']({ path: fileName, passphrase: PASSPHRASE }),
    );
    expect(restored.counts).toMatchObject({ users: 1 });
    expect((await readFile(restored.keptAs ?? '')).subarray(0, 100)).toEqual(Buffer.alloc(100, 7));
    expect(await siteName(opened)).toBe('Test clinic');
    expect(await opened.status()).toMatchObject({ state: 'open', problem: null });
  });

  test('opens on another computer with nothing but its file and the passphrase', async () => {
    const path = await backedUp();
    const other = await openDataFolder();
    try {
      const carried = join(other.built, 'carried.backup');
      await copyFile(path, carried);
      const opened = await other.open();
      const restore = (input: { path: string; passphrase: string }) =>
        opened.client['store.restore'](input);
      expect(codeOf(await restore({ path: '../carried.backup', passphrase: PASSPHRASE }))).toBe(
        'UnknownFile',
      );
      expect(codeOf(await restore({ path: carried, passphrase: 'not this one' }))).toBe(
        'WrongPassphrase',
      );
      const restored = await expectOk(restore({ path: carried, passphrase: PASSPHRASE }));
      expect(restored.keptAs).toBeNull();
      expect(await siteName(opened)).toBe('Test clinic');
    } finally {
      await other.remove();
    }
  });

  test('replaces open records only where an administrator is signed in', async () => {
    const path = await backedUp();
    const opened = await folder.open();
    await opened.unlock();
    const restore = () => opened.client['store.restore']({ path, passphrase: PASSPHRASE });
    expect(codeOf(await restore())).toBe('AdministratorNeeded');
    const [ada] = await expectOk(opened.client['session.tiles']({}));
    await expectOk(opened.client['session.signIn']({ userId: ada?.userId ?? '', pin: TEST_PIN }));
    expect(await restore()).toMatchObject({ ok: true });
    expect(codeOf(await opened.client['users.list']({}))).toBe('SignInNeeded');
    await expectOk(opened.client['session.signIn']({ userId: ada?.userId ?? '', pin: TEST_PIN }));
    expect(await outcomeOf(opened, 'store.restore')).toBe('ok');
  });
});

describe('a folder that is not whole', patient, () => {
  test('with files but no records asks for the records back and begins nothing', async () => {
    await (await folder.begin()).close();
    const { records, files } = dataPaths(folder.dataDir);
    await rename(records, join(folder.built, 'elsewhere'));
    const opened = await folder.open();
    expect(await opened.status()).toMatchObject({ state: 'unreadable' });
    expect(codeOf(await opened.client['store.create']({ passphrase: PASSPHRASE }))).toBe(
      'AlreadyThere',
    );
    expect(existsSync(files)).toBe(true);
  });

  test('with damaged files still opens the records, to be read only', async () => {
    const first = await folder.begin();
    await setUp(first);
    await first.close();
    await writeFile(dataPaths(folder.dataDir).files, 'no database at all');
    const opened = await folder.open();
    expect(await opened.unlock()).toMatchObject({ ok: true });
    expect(await siteName(opened)).toBe('Test clinic');
    expect(await opened.status()).toMatchObject({
      state: 'open',
      writing: 'damaged',
      problem: expect.stringMatching(/restore the last good backup/),
    });
  });

  test('that is a file is no data folder', async () => {
    const dataDir = join(folder.built, 'a file');
    await writeFile(dataDir, '');
    await expect(folder.open({ dataDir })).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});
