import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPatients, PASSPHRASE, stage } from './backups.ts';
import { codeOf, TEST_PIN, valueOf } from './core.ts';
import { type KeptCore, openKeptCore, reopenKeptCore } from './kept-core.ts';

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

async function auditOf(operation: string) {
  const events = valueOf(await app.client['audit.list']({}));
  return events.filter((event) => event.operation === operation);
}

describe('the passphrase', () => {
  const next = 'another horse battery staple';

  test('changes without a record being encrypted anew, and opens later backups', async () => {
    const { current } = app.keyring();
    const changed = await app.client['storage.changePassphrase']({ current: PASSPHRASE, next });
    expect(changed.ok).toBe(true);
    expect(app.keyring().current).toBe(current);
    await app.ended(app.client['storage.backUp']({}));
    const [name] = await backupNames();
    const path = join(app.dataDir, 'backups', name ?? '');
    const elsewhere = join(app.folder.path, 'elsewhere');
    await mkdir(elsewhere);
    await expect(stage(elsewhere, path)).rejects.toMatchObject({ why: 'WrongPassphrase' });
    await expect(stage(elsewhere, path, { passphrase: next })).resolves.toMatchObject({});
  });

  test('that is wrong changes nothing, and has to be waited for after a few tries', async () => {
    const codes: string[] = [];
    for (let nth = 0; nth < 4; nth += 1)
      codes.push(
        codeOf(await app.client['storage.changePassphrase']({ current: 'not this one', next })),
      );
    expect(codes).toEqual(['WrongPassphrase', 'WrongPassphrase', 'WrongPassphrase', 'TooSoon']);
    later(1);
    const right = await app.client['storage.changePassphrase']({ current: PASSPHRASE, next });
    expect(right.ok).toBe(true);
  });
});

describe('encrypting anew', () => {
  test('puts every page and file under a fresh key that the same passphrase opens', async () => {
    await addPatients(app.database, 10);
    const digest = await app.files.put(new Uint8Array(700_000).fill(5));
    const old = app.keyring();
    const reply = await app.ended(app.client['storage.reencrypt']({}));
    expect(reply).toMatchObject({ ok: true });
    expect(app.keyring().current).toBe(old.current + 1);
    expect([...app.keyring().keys.keys()]).toEqual([old.current + 1]);
    expect(valueOf(await app.client['storage.status']({})).pagesUnderOlderKey).toBe(0);
    expect((await app.files.get(digest))?.every((byte) => byte === 5)).toBe(true);
    const verified = await app.ended(app.client['storage.verify']({}));
    expect(verified).toMatchObject({ ok: true, value: { isHealthy: true } });
    await app.ended(app.client['storage.backUp']({}));
    const [name] = await backupNames();
    const elsewhere = join(app.folder.path, 'elsewhere');
    await mkdir(elsewhere);
    const staged = await stage(elsewhere, join(app.dataDir, 'backups', name ?? ''));
    expect(staged.manifest.tables['patients']).toBe(10);
  });

  test('that was stopped goes on with the key that it began', async () => {
    const stopped = app.core.onEvent((event) => {
      if (event.type === 'job' && event.done > 400 && event.state === 'running')
        void app.client['jobs.cancel']({ jobId: event.jobId });
    });
    expect(await app.ended(app.client['storage.reencrypt']({}))).toBe('cancelled');
    stopped();
    const left = valueOf(await app.client['storage.status']({})).pagesUnderOlderKey;
    expect(left).toBeGreaterThan(0);
    const begun = app.keyring();
    await app.close();
    const again = await reopenKeptCore(app.dataDir, begun);
    app = { ...app, ...again };
    valueOf(await app.client['session.signIn']({ userId: app.administratorId, pin: TEST_PIN }));
    expect(await app.ended(app.client['storage.reencrypt']({}))).toMatchObject({ ok: true });
    expect(app.keyring().current).toBe(begun.current);
    expect(valueOf(await app.client['storage.status']({})).pagesUnderOlderKey).toBe(0);
  });
});

describe('older backups', () => {
  test('stay in the list when their key is gone, with no fault found in them', async () => {
    await app.ended(app.client['storage.backUp']({}));
    await app.ended(app.client['storage.reencrypt']({}));
    const [listed] = valueOf(await app.client['storage.listBackups']({}));
    expect(listed).toMatchObject({ counts: null, problem: null });
  });

  test('that are spoiled, or no backups, say so', async () => {
    const folder = join(app.dataDir, 'backups');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'caretrail-2026-03-09T150000Z.backup'), 'a letter');
    const [listed] = valueOf(await app.client['storage.listBackups']({}));
    expect(listed?.problem).toMatch(/not a backup/);
  });
});

test('the records are found to be an older copy when a backup had come further', async () => {
  await app.ended(app.client['storage.backUp']({}));
  const verify = () => app.ended(app.client['storage.verify']({}));
  expect(await verify()).toMatchObject({ value: { isHealthy: true } });
  const folder = join(app.dataDir, 'backups');
  const [name = ''] = await backupNames();
  const staged = await stage(app.dataDir, join(folder, name));
  later(1);
  for (let nth = 0; nth < 50; nth += 1) await addPatients(app.database, 1);
  await app.ended(app.client['storage.backUp']({}));
  await app.close();
  const keyring = staged.keyring;
  // Somebody puts the older records back behind the program's back, the anchor with them.
  await staged.swap();
  await rm(join(app.dataDir, 'anchor'));
  app = { ...app, ...(await reopenKeptCore(app.dataDir, keyring)) };
  valueOf(await app.client['session.signIn']({ userId: app.administratorId, pin: TEST_PIN }));
  const found = await verify();
  expect(found).toMatchObject({ ok: true, value: { isHealthy: false } });
  const { warnings } = valueOf(await app.client['storage.warnings']({}));
  expect(warnings.map(({ code }) => code)).toContain('damaged');
});

test('after a restore the newer backups that it left behind are no fault', async () => {
  await app.ended(app.client['storage.backUp']({}));
  const [name = ''] = await backupNames();
  later(1);
  await app.ended(app.client['storage.backUp']({}));
  const path = join(app.dataDir, 'backups', name);
  later(1);
  const staged = await stage(app.dataDir, path, { now: app.clock.now });
  await app.close();
  await staged.swap();
  app = { ...app, ...(await reopenKeptCore(app.dataDir, staged.keyring)) };
  valueOf(await app.client['session.signIn']({ userId: app.administratorId, pin: TEST_PIN }));
  const found = await app.ended(app.client['storage.verify']({}));
  expect(found).toMatchObject({ ok: true, value: { isHealthy: true } });
});

test('a plain dump needs a reason, is written down, and holds no PIN', async () => {
  await addPatients(app.database, 3);
  const path = join(app.folder.path, 'all.sql');
  expect(codeOf(await app.client['storage.dumpPlain']({ path, reason: ' ' }))).toBe('InvalidInput');
  const reply = await app.ended(app.client['storage.dumpPlain']({ path, reason: 'Moving away' }));
  expect(reply).toMatchObject({ ok: true });
  const text = await readFile(path, 'utf8');
  expect(text.match(/Núñez/g)).toHaveLength(3);
  expect(text).not.toContain('scrypt$4');
  expect(await readdir(app.dataDir)).not.toContainEqual(expect.stringContaining('dump'));
  const events = await auditOf('storage.dumpPlain');
  expect(
    events.map(({ outcome, reason, failureCode }) => [failureCode ?? outcome, reason]),
  ).toEqual([
    ['ok', 'Moving away'],
    ['ok', 'Moving away'],
    ['PinAgain', null],
    ['InvalidInput', null],
  ]);
});

test('a plain dump that is stopped, or whose file is there already, leaves nothing behind', async () => {
  const path = join(app.folder.path, 'all.sql');
  const dump = () => app.ended(app.client['storage.dumpPlain']({ path, reason: 'Moving away' }));
  const before = await readdir(app.dataDir);
  const forget = app.core.onEvent((event) => {
    if (event.type === 'job' && event.state === 'running')
      void app.client['jobs.cancel']({ jobId: event.jobId });
  });
  expect(await dump()).toBe('cancelled');
  forget();
  expect([await readdir(app.folder.path), await readdir(app.dataDir)]).toEqual([
    ['records'],
    before,
  ]);
  await writeFile(path, 'mine');
  expect(await dump()).toMatchObject({ failure: { code: 'AlreadyThere' } });
  expect(await readFile(path, 'utf8')).toBe('mine');
});
