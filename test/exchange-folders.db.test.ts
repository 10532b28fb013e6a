import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeIntoOutbox } from '../main/exchange/hl7/actions.ts';
import { type Inbox, startInbox } from '../main/exchange/hl7/watch-inbox.ts';
import { temporaryFolder } from './backups.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { adt } from './hl7-messages.ts';

let app: TestCore;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let inbox: Inbox;
let path: string;
beforeEach(async () => {
  app = await openTestCore();
  folder = await temporaryFolder();
  path = join(folder.path, 'inbox');
  await mkdir(path);
  valueOf(await app.client['exchangeFolders.set']({ inbox: path, outbox: null }));
  inbox = watch();
});
afterEach(async () => {
  await inbox.stop();
  await app.close();
  await folder.remove();
  if (app.incidents.length > 0) throw new AggregateError(app.incidents, 'Unexpected incidents');
});

function watch(mayWrite = () => true): Inbox {
  return startInbox({
    database: app.database,
    clock: () => app.clock.now,
    newId: v7,
    report: async (error) => {
      app.incidents.push(error);
      return 'test';
    },
    // Nothing happens by itself: each test looks when it says so.
    timers: { now: () => 0, after: () => () => undefined },
    mayWrite,
  });
}

async function look(times = 2): Promise<void> {
  for (let time = 0; time < times; time += 1) await inbox.lookAfter();
}

let second = 0;
/** A file as another program leaves it, each a second younger than the one before. */
async function put(name: string, content: string): Promise<void> {
  await writeFile(join(path, name), content);
  second += 1;
  await utimes(join(path, name), 1_760_000_000 + second, 1_760_000_000 + second);
}

const namesIn = (sub = '') =>
  readdir(join(path, sub)).then(
    (names) => names.toSorted(),
    () => [],
  );
const patients = () => allRows(app.database, 'patients');
const status = async () => valueOf(await app.client['exchangeFolders.status']({}));

test('a file is taken in at the second look, and lies in done beside a report without its content', async () => {
  await put('a.hl7', adt() + adt({ control: '2', event: 'A03' }));
  await look(1);
  expect(await patients()).toHaveLength(0);
  expect(await status()).toMatchObject({ inbox: 'there', outbox: 'off', waiting: 1, files: [] });
  await look(1);
  expect(await patients()).toMatchObject([{ lastName: 'Doe' }]);
  expect(await namesIn()).toEqual(['done']);
  expect(await namesIn('done')).toEqual(['a.hl7', 'a.hl7.txt']);
  expect(await readFile(join(path, 'done', 'a.hl7.txt'), 'utf8')).toBe(
    [
      'Caretrail, 2026-03-10 15:00:00 UTC',
      'a.hl7',
      '2 messages: 1 added, 0 changed, 0 unchanged, 1 skipped, 0 refused.',
      'Message 2, skipped: ADT^A03 is an event that changes no patient here.',
      '',
    ].join('\r\n'),
  );
  expect(await status()).toMatchObject({
    waiting: 0,
    files: [
      { direction: 'in', fileName: 'a.hl7', isRefused: false, read: 2, added: 1, skipped: 1 },
    ],
  });
  const audit = valueOf(await app.client['audit.list']({}));
  expect(audit).toContainEqual(
    expect.objectContaining({ operation: 'hl7.import', host: 'system' }),
  );
});

test('a file with a message that is refused, and one that is no HL7, lie in refused with the reason', async () => {
  await put('b.hl7', adt({ birth: '' }) + adt({ control: '2' }));
  await put('c.pdf', '%PDF-1.7\nDoe^John');
  await put('blank.hl7', '\r\n\r\n');
  await look();
  expect(await namesIn('refused')).toEqual([
    'b.hl7',
    'b.hl7.txt',
    'blank.hl7',
    'blank.hl7.txt',
    'c.pdf',
    'c.pdf.txt',
  ]);
  expect(await patients()).toHaveLength(1);
  const report = await readFile(join(path, 'refused', 'b.hl7.txt'), 'utf8');
  expect(report).toContain('Message 1, refused: PID-7, the birth date, is missing.');
  expect(report).not.toMatch(/Doe|123/);
  expect(await readFile(join(path, 'refused', 'blank.hl7.txt'), 'utf8')).toContain(
    'no HL7 message',
  );
});

test('files are taken in the order in which they were written, whatever they are called', async () => {
  await put('z.hl7', adt({ control: '1', phone: '1' }));
  await put('a.hl7', adt({ control: '2', phone: '2' }));
  await look();
  expect(await patients()).toMatchObject([{ phone: '2' }]);
});

test('a file that is still written holds back those after it; an empty or hidden one does not', async () => {
  await put('.hidden.hl7', adt({ control: '9' }));
  await put('next.hl7.part', adt({ control: '8' }));
  await put('empty.hl7', '');
  await put('a.hl7', adt().slice(0, 40));
  await put('b.hl7', adt({ control: '2', phone: '2' }));
  await look(1);
  await writeFile(join(path, 'a.hl7'), adt());
  await utimes(join(path, 'a.hl7'), 1_760_000_000, 1_760_000_000);
  await look(1);
  expect(await patients()).toHaveLength(0);
  await look(1);
  expect(await patients()).toMatchObject([{ phone: '2' }]);
  expect(await namesIn()).toEqual(['.hidden.hl7', 'done', 'empty.hl7', 'next.hl7.part']);
});

test('a file that vanishes between two looks is no error', async () => {
  await put('a.hl7', adt());
  await look(1);
  await rm(join(path, 'a.hl7'));
  await put('b.hl7', adt({ control: '2' }));
  await look();
  expect(await namesIn('done')).toEqual(['b.hl7', 'b.hl7.txt']);
});

test('a folder that goes away is waited for, and what is in it when it comes back is taken in', async () => {
  await rename(path, `${path}-gone`);
  await look();
  expect(await status()).toMatchObject({ inbox: 'missing', waiting: 0 });
  await rename(`${path}-gone`, path);
  await put('a.hl7', adt());
  await look();
  expect(await patients()).toHaveLength(1);
});

test('the same file under the same name comes twice: nothing changes, and neither is lost', async () => {
  await put('a.hl7', adt());
  await look();
  await put('a.hl7', adt());
  await look();
  expect(await namesIn('done')).toEqual(['a-2.hl7', 'a-2.hl7.txt', 'a.hl7', 'a.hl7.txt']);
  expect((await status()).files).toMatchObject([{ unchanged: 1 }, { added: 1 }]);
});

test('a file that cannot be moved is taken in once, and moved when it can be', async () => {
  await put('a.hl7', adt());
  // The subfolder is on a drive that is not there.
  const drive = join(folder.path, 'drive');
  await symlink(drive, join(path, 'done'));
  await look(3);
  expect(await patients()).toHaveLength(1);
  expect((await status()).files).toEqual([]);
  await mkdir(drive);
  await look(1);
  expect((await status()).files).toMatchObject([{ fileName: 'a.hl7', added: 1, unchanged: 0 }]);
});

test('nothing is taken in while nothing can be written, and a stop leaves the file for later', async () => {
  await inbox.stop();
  let mayWrite = false;
  inbox = watch(() => mayWrite);
  await put('a.hl7', adt());
  await look();
  expect(await namesIn()).toEqual(['a.hl7']);
  mayWrite = true;
  await look(1);
  await inbox.stop();
  await expect(inbox.lookAfter()).rejects.toThrow('LookStopped');
  expect(await namesIn()).toEqual(['a.hl7']);
  inbox = watch();
  await look();
  expect(await patients()).toHaveLength(1);
});

test('an administrator chooses folders that are there; two that are one are refused', async () => {
  const set = async (input: { readonly inbox: string | null; readonly outbox: string | null }) =>
    codeOf(await app.client['exchangeFolders.set'](input));
  const closed = join(folder.path, 'nowhere');
  expect(await set({ inbox: closed, outbox: null })).toBe('InboxNotUsable');
  expect(await set({ inbox: path, outbox: 'relative/path' })).toBe('OutboxNotUsable');
  expect(await set({ inbox: path, outbox: `${path}/` })).toBe('SameFolder');
  const { client } = await app.signIn('biller');
  expect(codeOf(await client['exchangeFolders.status']({}))).toBe('Forbidden');
  // A folder that was chosen and is not there now keeps nobody from choosing the other one.
  await chmod(path, 0o700);
  await rename(path, `${path}-gone`);
  expect(await set({ inbox: path, outbox: folder.path })).toBe('ok');
  expect(await status()).toMatchObject({ inbox: 'missing', outbox: 'there' });
});

test('a file appears in the outbox whole or not at all', async () => {
  async function* messages(count: number) {
    for (let number = 0; number < count; number += 1) yield `MSH|${number}\r`;
  }
  async function* cutOff() {
    yield* messages(3);
    throw new Error('Stopped');
  }
  expect(await writeIntoOutbox(path, 'dft-1.hl7', messages(3))).toMatchObject({
    byteLength: 18,
    messages: 3,
  });
  await expect(writeIntoOutbox(path, 'dft-2.hl7', cutOff())).rejects.toThrow('Stopped');
  await expect(writeIntoOutbox(path, 'dft-1.hl7', messages(1))).rejects.toThrow('AlreadyThere');
  await expect(writeIntoOutbox(join(path, 'gone'), 'a', messages(1))).rejects.toThrow(
    'FolderNotUsable',
  );
  expect(await namesIn()).toEqual(['dft-1.hl7']);
  expect(await readFile(join(path, 'dft-1.hl7'), 'utf8')).toBe('MSH|0\rMSH|1\rMSH|2\r');
});
