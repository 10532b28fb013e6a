import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../main/hosts/cli-program.ts';
import { TEST_PIN } from './core.ts';
import { copyStore, placesIn, turnBit } from './damaged-stores.ts';
import { type DataFolder, expectOk, openDataFolder, PASSPHRASE } from './data-folder.ts';

let folder: DataFolder;
let path: string;
let whole: string;
let places: Awaited<ReturnType<typeof placesIn>>;

beforeAll(async () => {
  folder = await openDataFolder();
  path = join(folder.dataDir, 'records.store');
  whole = join(folder.built, 'records.store');
  const { client, close } = await folder.begin();
  const administrator = { displayName: 'Ada Admin', pin: TEST_PIN };
  const { administratorId: userId } = await expectOk(
    client['site.setUp']({ siteName: 'Clinic', timeZone: 'UTC', administrator }),
  );
  await expectOk(client['session.signIn']({ userId, pin: TEST_PIN }));
  const patient = { firstName: 'Maria', lastName: 'Núñez', sex: 'female' } as const;
  await expectOk(client['patients.create']({ ...patient, birthOn: '1950-02-28' }));
  await close();
  places = await placesIn(path, PASSPHRASE);
  copyStore(path, whole);
});
afterEach(() => copyStore(whole, path));
afterAll(() => folder.remove());

/** Runs `caretrail verify` on the data folder, as a person at a terminal. */
async function verify() {
  const shown: string[] = [];
  const show = (text: string): void => void shown.push(text);
  const code = await runCommandLine(['--data', folder.dataDir, '--as', 'Ada Admin', 'verify'], {
    startCore: async () => (await folder.open()).core,
    pin: TEST_PIN,
    passphrase: PASSPHRASE,
    defaultDataDir: '',
    timeZone: 'UTC',
    terminal: {
      isForPeople: true,
      canAsk: false,
      print: show,
      tell: show,
      showProgress: () => undefined,
      readInput: async () => new Uint8Array(),
      askUnseen: async () => '',
    },
  });
  return { code, shown: shown.join('\n') };
}

test('verify says that whole records are whole', async () => {
  const { code, shown } = await verify();
  expect(shown).toMatch(/^The records are whole\.\nChecked: \d+ pages, 0 files, \d+ tables/);
  expect(code).toBe(0);
});

test('verify says what is damaged and what to do, and ends with 1', async () => {
  turnBit(path, places.patients);
  const { code, shown } = await verify();
  expect(shown).toMatch(/^Something is wrong with the records\./);
  expect(shown).toContain('Problem: 1 page of the table patients is damaged');
  expect(shown).toContain('  Restore the newest backup');
  expect(shown).not.toContain('Núñez');
  expect(code).toBe(1);
});

test('records that do not open are looked through all the same', async () => {
  turnBit(path, places.catalog);
  const { code, shown } = await verify();
  expect(shown).toMatch(
    /^The records .* are damaged: 1 of [\d,]+ pages cannot be read\. .* There is none in '.*backups'\.$/,
  );
  expect(code).toBe(1);
});
