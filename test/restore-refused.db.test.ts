import { copyFile, mkdir, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { backupManifest } from '../main/platform/backup/backup-file.ts';
import { type Manifest, writeManifest } from '../main/platform/backup/manifest.ts';
import { BackupUnusable } from '../main/platform/backup/backup-errors.ts';
import {
  addPatients,
  backUp,
  createRecords,
  migrations,
  PASSPHRASE,
  type Records,
  stage,
  temporaryFolder,
} from './backups.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let records: Records;
/** A good one with a photo, made once; each test has a copy at `path`. */
let good: string;
let path: string;
let dataDir: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const recordsDir = join(folder.path, 'records');
  await mkdir(recordsDir);
  records = await createRecords(recordsDir);
  await addPatients(records.database, 10);
  await records.files.put(new Uint8Array(1000).fill(3));
  good = (await backUp(records, folder.path)).path;
});
afterAll(async () => {
  await records.close();
  await folder.remove();
});
beforeEach(async () => {
  dataDir = join(folder.path, crypto.randomUUID());
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'records.store'), 'what stands there');
  path = join(folder.path, `${crypto.randomUUID()}.backup`);
  await copyFile(good, path);
});

/** Why the restore was refused. Throws when it was not, or when anything was changed. */
async function refusal(options: Parameters<typeof stage>[2] = {}): Promise<unknown> {
  const before = await readFile(path).catch(() => Buffer.alloc(0));
  const why = await stage(dataDir, path, options).then(
    () => 'not refused',
    (error: unknown) => (error instanceof BackupUnusable ? error.why : error),
  );
  const after = await readFile(path).catch(() => Buffer.alloc(0));
  const standing = await readFile(join(dataDir, 'records.store'), 'utf8');
  if (!before.equals(after) || standing !== 'what stands there')
    throw new Error('The backup or the records were changed');
  const names = await readdir(dataDir);
  return names.length === 1 ? why : names;
}

function change(sql: string): void {
  const backup = new Sqlite(path);
  backup.exec(sql);
  backup.close();
}

/** Some sealed bytes: SQLite never reads every byte of its file, and harm to those it skips does none. */
function startOfMiddlePage(): Buffer {
  const backup = new Sqlite(path, { readonly: true });
  const start = backup
    .prepare<[], Buffer>('SELECT substr(body, 1, 16) FROM page ORDER BY id LIMIT 1 OFFSET 1000')
    .pluck()
    .get();
  backup.close();
  if (!start) throw new Error('The backup has fewer pages');
  return start;
}

describe('a restore that is refused leaves everything as it was', () => {
  test('with another passphrase', async () => {
    expect(await refusal({ passphrase: `${PASSPHRASE}r` })).toBe('WrongPassphrase');
  });

  test('from a newer release', async () => {
    expect(await refusal({ migrations: migrations.slice(0, -1) })).toBe('FromNewerRelease');
  });

  test('from a release with a newer file format', async () => {
    change('PRAGMA user_version = 99');
    expect(await refusal()).toBe('FromNewerRelease');
  });

  test('of a file that is not there', async () => {
    path = join(folder.path, 'none.backup');
    expect(await refusal()).toBe('UnknownFile');
  });

  test('of any other file', async () => {
    await writeFile(path, 'Dear Sir or Madam');
    expect(await refusal()).toBe('NotABackup');
    await writeFile(path, '');
    expect(await refusal()).toBe('NotABackup');
  });

  test('of another program’s database', async () => {
    path = join(folder.path, 'other.sqlite');
    change('CREATE TABLE other (id INTEGER)');
    expect(await refusal()).toBe('NotABackup');
  });

  test('of a copy without a manifest, as a cut-off backup would be', async () => {
    change('DROP TABLE manifest');
    expect(await refusal()).toBe('NotABackup');
  });

  test.for<[string, string]>([
    [
      'a page is altered',
      'UPDATE page SET body = zeroblob(8208) WHERE id = (SELECT max(id) FROM page)',
    ],
    ['a page is gone', 'DELETE FROM page WHERE id = (SELECT max(id) FROM page)'],
    ['a name is gone', 'DELETE FROM node WHERE id = (SELECT max(id) FROM node)'],
    ['a photo is altered', 'UPDATE file_chunk SET body = zeroblob(100)'],
    ['a photo is gone', 'DELETE FROM file_entry'],
    ['its manifest is altered', 'UPDATE manifest SET serial = serial + 1'],
    ['its head is altered', 'UPDATE head SET serial = serial + 1'],
    ['its head is gone', 'DELETE FROM head'],
    ['its way to the key is altered', `UPDATE key_wrap SET body = '{}'`],
    ['its way to the key is gone', 'DELETE FROM key_wrap'],
  ])('when %s', async ([, sql]) => {
    change(sql);
    expect(await refusal()).toBe('DamagedBackup');
  });

  test('when bytes are flipped in a page of its middle', async () => {
    const at = (await readFile(path)).indexOf(startOfMiddlePage());
    expect(at).toBeGreaterThan(0);
    const file = await open(path, 'r+');
    await file.write(Buffer.from([1, 2, 3]), 0, 3, at);
    await file.close();
    expect(await refusal()).toBe('DamagedBackup');
  });

  test('when its end is cut off', async () => {
    await truncate(path, 1_000_000);
    expect(await refusal()).toBe('DamagedBackup');
  });

  test('when the manifest is another backup’s', async () => {
    await addPatients(records.database, 1);
    const other = await backUp(records, folder.path, { madeAt: new Date('2026-03-11T15:00:00Z') });
    change(`ATTACH '${other.path}' AS other;
      DELETE FROM opening WHERE id = (SELECT opening FROM manifest);
      DELETE FROM manifest; INSERT INTO manifest SELECT * FROM other.manifest;
      INSERT OR REPLACE INTO opening SELECT * FROM other.opening
        WHERE id = (SELECT opening FROM manifest)`);
    expect(await refusal()).toBe('DamagedBackup');
  });

  test.for<[string, (manifest: Manifest) => Partial<Manifest>]>([
    ['commit number', ({ commitNumber }) => ({ commitNumber: commitNumber - 1 })],
    ['number of pages', ({ pageRows }) => ({ pageRows: pageRows + 1 })],
    ['seal', () => ({ headSeal: '0'.repeat(64) })],
    ['number of files', () => ({ files: { count: 2, leftOut: 0 } })],
    ['number of patients', ({ tables }) => ({ tables: { ...tables, patients: 11 } })],
    ['list of tables', ({ tables }) => ({ tables: { ...tables, more: 0 } })],
  ])('when its content is not what the manifest says: another %s', async ([, changed]) => {
    const manifest = backupManifest(path, records.keyring);
    const backup = new Sqlite(path);
    backup.exec('DROP TABLE manifest');
    writeManifest(backup, records.keyring, { ...manifest, ...changed(manifest) });
    backup.close();
    expect(await refusal()).toBe('DamagedBackup');
  });
});
