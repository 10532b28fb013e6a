import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { extract } from 'tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataPaths } from '../main/platform/data-directory.ts';
import { DurableFiles, durableStartParams } from '../main/platform/durable-files.ts';
import { type DataFolder, expectOk, openDataFolder, PASSPHRASE, siteName } from './data-folder.ts';

let folder: DataFolder;
beforeEach(async () => {
  folder = await openDataFolder();
});
afterEach(() => folder.remove());

// A computer that does much else at the same time takes this long.
const patient = { timeout: 120_000 };

describe('the first start', patient, () => {
  test('makes encrypted records for their owner only, and nothing in plain', async () => {
    const opened = await folder.begin();
    expect(await opened.status()).toMatchObject({ state: 'open', writing: 'allowed' });
    await expectOk(
      opened.client['site.setUp']({
        siteName: 'Clinic of Quarrymead',
        timeZone: 'America/New_York',
        administrator: { displayName: 'Ada Quillfeather', pin: '314159' },
      }),
    );
    await opened.close();
    expect(await folder.names()).toEqual(['anchor', 'files.store', 'lock.sqlite', 'records.store']);
    for (const name of await folder.names()) {
      const path = join(folder.dataDir, name);
      const content = (await readFile(path)).toString('latin1');
      for (const word of ['Quillfeather', 'Quarrymead', 'treatment_records', PASSPHRASE])
        expect(content.includes(word), `${word} in ${name}`).toBe(false);
      // The lock holds nothing, and Windows has no such modes.
      const isHeld = process.platform !== 'win32' && name !== 'lock.sqlite';
      expect(isHeld ? (await stat(path)).mode & 0o077 : 0, name).toBe(0);
    }
  });

  test('that was cut off leaves nothing that the next one takes for records', async () => {
    const { newRecords, records } = dataPaths(folder.dataDir);
    await writeFile(newRecords, 'half');
    await writeFile(`${newRecords}-wal`, 'half');
    const opened = await folder.open();
    expect(await opened.status()).toMatchObject({ state: 'new', problem: null });
    expect(existsSync(newRecords)).toBe(false);
    await expectOk(opened.client['store.create']({ passphrase: PASSPHRASE }));
    expect(existsSync(records)).toBe(true);
  });

  test('from a template that is cut short makes no records', async () => {
    const template = join(folder.built, 'template.tar.gz');
    await truncate(template, Math.floor((await stat(template)).size / 2));
    const opened = await folder.open();
    const reply = await opened.client['store.create']({ passphrase: PASSPHRASE });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'Unavailable' } });
    expect(await opened.status()).toMatchObject({ state: 'new' });
    await opened.close();
    expect(await folder.names()).toEqual(['caretrail.log', 'lock.sqlite']);
  });
});

describe('unencrypted records of the first release', patient, () => {
  const photo = new TextEncoder().encode('what a camera saw');
  const digest = createHash('sha256').update(photo).digest('hex');

  async function makePlain(): Promise<void> {
    const { plainRecords, plainFiles } = dataPaths(folder.dataDir);
    await mkdir(plainRecords);
    extract({
      file: join(folder.built, 'template.tar.gz'),
      cwd: plainRecords,
      sync: true,
      onwarn: () => undefined,
    });
    const pglite = await PGlite.create({
      fs: new DurableFiles(plainRecords),
      startParams: durableStartParams,
    });
    await pglite.exec(
      `INSERT INTO sites (id, name, time_zone, is_demonstration)
       VALUES ('0199aaaa-0000-7000-8000-000000000001', 'North Clinic', 'America/New_York', false)`,
    );
    await pglite.close();
    await mkdir(join(plainFiles, digest.slice(0, 2)), { recursive: true });
    await writeFile(join(plainFiles, digest.slice(0, 2), digest), photo);
  }

  test('are moved in once a passphrase is chosen, and then removed', async () => {
    await makePlain();
    const opened = await folder.open();
    expect(await opened.status()).toMatchObject({
      state: 'new',
      problem: expect.stringMatching(/not encrypted yet/),
    });
    await expectOk(opened.client['store.create']({ passphrase: PASSPHRASE }));
    expect(await siteName(opened)).toBe('North Clinic');
    await opened.close();
    expect(await folder.names()).toEqual(['anchor', 'files.store', 'lock.sqlite', 'records.store']);
    for (const name of ['records.store', 'files.store']) {
      const content = (await readFile(join(folder.dataDir, name))).toString('latin1');
      expect(content).not.toMatch(/North Clinic|what a camera saw/);
    }
    const again = await folder.open();
    expect(await again.unlock()).toMatchObject({ ok: true });
    expect(await siteName(again)).toBe('North Clinic');
  });

  test('stay as they are when the move is cut off, and it starts again', async () => {
    await makePlain();
    const { newRecords, plainRecords } = dataPaths(folder.dataDir);
    // As a crash between the last two steps leaves it.
    await writeFile(newRecords, 'half');
    await writeFile(join(plainRecords, 'moved-into-records.store'), '');
    const opened = await folder.open();
    expect(await opened.status()).toMatchObject({ state: 'new' });
    expect(existsSync(join(plainRecords, 'PG_VERSION'))).toBe(true);
    await expectOk(opened.client['store.create']({ passphrase: PASSPHRASE }));
    expect(await siteName(opened)).toBe('North Clinic');
    expect(existsSync(plainRecords)).toBe(false);
  });

  test('whose removal was cut off go at the next opening', async () => {
    await (await folder.begin()).close();
    const { plainRecords } = dataPaths(folder.dataDir);
    await mkdir(join(plainRecords, 'base'), { recursive: true });
    await writeFile(join(plainRecords, 'moved-into-records.store'), '');
    const opened = await folder.open();
    expect(existsSync(plainRecords)).toBe(true);
    await opened.unlock();
    expect(existsSync(plainRecords)).toBe(false);
  });

  test('that somebody put beside encrypted ones are left alone', async () => {
    await (await folder.begin()).close();
    const { plainRecords } = dataPaths(folder.dataDir);
    await mkdir(plainRecords);
    await writeFile(join(plainRecords, 'PG_VERSION'), '18');
    const opened = await folder.open();
    expect(await opened.unlock()).toMatchObject({ ok: true });
    expect(await readdir(plainRecords)).toEqual(['PG_VERSION']);
  });

  test.for([['PG_VERSION'], ['global/pg_control'], ['.']])(
    'that lack %s are refused and left alone, not begun anew',
    async ([lost]) => {
      const { plainRecords } = dataPaths(folder.dataDir);
      await mkdir(join(plainRecords, 'global'), { recursive: true });
      for (const file of ['PG_VERSION', 'global/pg_control', 'kept'])
        await writeFile(join(plainRecords, file), 'x');
      await rm(join(plainRecords, lost === '.' ? 'global' : (lost ?? '')), { recursive: true });
      await expect(folder.open()).rejects.toThrow(/damaged or incomplete/);
      expect(await readFile(join(plainRecords, 'kept'), 'utf8')).toBe('x');
    },
  );
});
