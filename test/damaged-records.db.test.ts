import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, messageOf, valueOf } from './core.ts';
import { placesIn, removeRow, turnBit } from './damaged-stores.ts';
import {
  type DataFolder,
  expectOk,
  openDataFolder,
  type OpenedCore,
  PASSPHRASE,
} from './data-folder.ts';
import { jobReply } from './job-reply.ts';

let folder: DataFolder;
let path: string;
let places: Awaited<ReturnType<typeof placesIn>>;
let person: { readonly userId: string; readonly pin: string };
let opened: OpenedCore;

const kept = ['records.store', 'anchor'];

beforeAll(async () => {
  folder = await openDataFolder();
  path = join(folder.dataDir, 'records.store');
  opened = await folder.begin();
  const { client } = opened;
  const { pin } = await expectOk(client['site.exploreDemonstration']({ timeZone: 'UTC' }));
  const people = await expectOk(client['session.tiles']({}));
  const userId = people.find(({ role }) => role === 'administrator')?.userId ?? '';
  person = { userId, pin };
  await signIn();
  await expectOk(jobReply(opened, client['storage.backUp']({})) as Promise<{ ok: true; value: 1 }>);
  await opened.close();
  places = await placesIn(path, PASSPHRASE);
  for (const name of kept) await copyFile(join(folder.dataDir, name), join(folder.built, name));
});
afterEach(async () => {
  await opened.close();
  await rm(`${path}-wal`, { force: true });
  for (const name of kept) await copyFile(join(folder.built, name), join(folder.dataDir, name));
});
afterAll(() => folder.remove());

const signIn = () => expectOk(opened.client['session.signIn'](person));

async function openAgain(): Promise<void> {
  opened = await folder.open();
  await opened.unlock();
}

const today = () => new Date().toISOString().slice(0, 10);

describe('records with a damaged page', () => {
  test('show what is whole, save nothing, and say what to do', async () => {
    turnBit(path, places.patients);
    await openAgain();
    const { client } = opened;
    await signIn();
    const unreadable = await client['patients.find']({ text: 'a' });
    expect(codeOf(unreadable)).toBe('Unavailable');
    expect(messageOf(unreadable)).toBe(
      `This cannot be shown: the part of the records that holds it is damaged. The rest can still be read; ask an administrator to restore the last good backup, of ${today()}.`,
    );
    expect((await expectOk(client['products.find']({ text: '' }))).length).toBeGreaterThan(0);
    const refused = await client['products.add']({ sku: 'NEW', name: 'New dressing' });
    expect(codeOf(refused)).toBe('ReadOnly');
    expect(messageOf(refused)).toContain(`restore the last good backup, of ${today()}.`);
    const { writing, warnings } = await expectOk(client['storage.warnings']({}));
    expect(writing).toBe('damaged');
    expect(warnings.map(({ code }) => code)).toContain('damaged');
  });

  test('are checked all the same, and still tell of their backups', async () => {
    turnBit(path, places.patients);
    await openAgain();
    await signIn();
    const { client } = opened;
    const reply = await jobReply(opened, client['storage.verify']({}));
    expect(reply).toMatchObject({ ok: true, value: { isHealthy: false } });
    expect(JSON.stringify(reply)).toContain(
      '1 page of the table patients is damaged or altered and cannot be read.',
    );
    expect(await expectOk(client['storage.listBackups']({}))).toHaveLength(1);
  });
});

test('a removed page is found after the start, while nobody asks for it', async () => {
  removeRow(path, places.patients);
  await openAgain();
  await signIn();
  const { client } = opened;
  const status = async () => valueOf(await client['storage.status']({}));
  for (let asked = 0; asked < 2000 && (await status()).lastVerify === null; asked += 1)
    await setImmediate();
  expect(valueOf(await client['storage.warnings']({})).writing).toBe('damaged');
  const { lastVerify } = await status();
  expect(lastVerify?.isHealthy).toBe(false);
  expect(lastVerify?.findings[0]?.what).toMatch(/^A part of the records was removed or replaced/);
});

test('records that no longer start tell why and which backups there are; one puts them right', async () => {
  turnBit(path, places.catalog);
  await openAgain();
  const { client } = opened;
  const status = await opened.status();
  expect(status).toMatchObject({
    state: 'unreadable',
    backups: [expect.stringMatching(/\.backup$/)],
  });
  expect(status.problem).toMatch(/are damaged: 1 of [\d,]+ pages cannot be read\. Restore them/);
  expect(codeOf(await client['site.status']({}))).toBe('Unavailable');
  await expectOk(
    client['store.restore']({ path: status.backups[0] ?? '', passphrase: PASSPHRASE }),
  );
  expect((await opened.status()).state).toBe('open');
  await signIn();
  expect((await expectOk(client['patients.find']({ text: 'a' }))).length).toBeGreaterThan(0);
});
