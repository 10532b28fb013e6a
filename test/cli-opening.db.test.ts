import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommandLine } from '../main/hosts/cli-program.ts';
import { dataPaths } from '../main/platform/data-directory.ts';
import { type DataFolder, openDataFolder, PASSPHRASE } from './data-folder.ts';

let folder: DataFolder;
beforeEach(async () => {
  folder = await openDataFolder();
  await (await folder.begin()).close();
});
afterEach(() => folder.remove());

/** Asks what anyone may ask, as a person at a terminal. */
async function siteStatus() {
  const shown: string[] = [];
  const progress: (string | null)[] = [];
  const show = (text: string): void => void shown.push(text);
  const code = await runCommandLine(['--data', folder.dataDir, 'call', 'site.status'], {
    startCore: async () => (await folder.open()).core,
    pin: undefined,
    passphrase: PASSPHRASE,
    defaultDataDir: '',
    timeZone: 'UTC',
    terminal: {
      isForPeople: true,
      canAsk: false,
      print: show,
      tell: show,
      showProgress: (line) => void progress.push(line),
      readInput: async () => new Uint8Array(),
      askUnseen: async () => '',
    },
  });
  return { code, shown: shown.join('\n'), progress };
}

test('unlocking shows how an upgrade of the records comes along', async () => {
  const long = 'CREATE TABLE later AS SELECT n FROM generate_series(1, 300000) AS n;';
  await writeFile(join(folder.built, 'migrations', '998_later.sql'), long);
  await writeFile(join(folder.built, 'migrations', '999_later.sql'), 'CREATE TABLE latest ();');
  const { code, progress } = await siteStatus();
  expect(code).toBe(0);
  expect(progress.filter((line) => line !== null).length).toBeGreaterThan(0);
  expect(progress.at(-1)).toBeNull();
  expect(progress.join('\n')).toMatch(/^(Copying records|Checking|Counting|Upgrading)/);
});

test('a restore that was cut off between two files is finished, not taken for an empty folder', async () => {
  const { records, files } = dataPaths(folder.dataDir);
  const suffix = '.before-2026-03-10T150000Z';
  await copyFile(records, `${records}.new`);
  await copyFile(files, `${files}.new`);
  await rename(records, `${records}${suffix}`);
  await writeFile(join(folder.dataDir, 'restore.json'), JSON.stringify({ suffix }));
  expect(await siteStatus()).toMatchObject({ code: 0 });
  expect(await folder.names()).toEqual(
    expect.arrayContaining(['records.store', `records.store${suffix}`, `files.store${suffix}`]),
  );
});

test('files whose records are gone are no folder to set up', async () => {
  await rm(dataPaths(folder.dataDir).records);
  const { code, shown } = await siteStatus();
  expect([code, shown]).toEqual([
    1,
    expect.stringMatching(/^The records are not in the data fold/),
  ]);
});
