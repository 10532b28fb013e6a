import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backupManifest } from '../main/platform/backup/backup-file.ts';
import { finishSwap, swapIn } from '../main/platform/backup/swap.ts';
import { openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import {
  addPatients,
  backUp,
  countPatients,
  createRecords,
  MADE_AT,
  migrations,
  openRecords,
  type Records,
  stage,
  temporaryFolder,
} from './backups.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let records: Records;
let backups: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  backups = join(folder.path, 'backups');
  await mkdir(backups);
  const dataDir = join(folder.path, 'records');
  await mkdir(dataDir);
  records = await createRecords(dataDir);
  await addPatients(records.database, 30);
});
afterEach(async () => {
  await records.close();
  await folder.remove();
});

async function otherMachine(): Promise<string> {
  const dataDir = join(folder.path, `other-${crypto.randomUUID()}`);
  await mkdir(dataDir);
  return dataDir;
}

/** What a folder holds, byte by byte. */
async function contentOf(path: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(path);
  const contents = names.map(async (name) => [
    name,
    (await readFile(join(path, name))).toString('base64'),
  ]);
  return Object.fromEntries(await Promise.all(contents));
}

describe('a backup', () => {
  test('is one encrypted file that tells what it holds to whoever has the key', async () => {
    await records.files.put(new Uint8Array(300_000).fill(7));
    const made = await backUp(records, backups);
    expect(await readdir(backups)).toEqual(['caretrail-2026-03-10T150000Z.backup']);
    expect(made.byteLength).toBe((await stat(made.path)).size);
    expect((await stat(made.path)).mode & 0o777).toBe(0o600);
    expect((await readFile(made.path)).includes('Maria')).toBe(false);
    const manifest = backupManifest(made.path, records.keyring);
    expect(manifest).toEqual(made.manifest);
    expect(manifest).toMatchObject({
      madeAt: '2026-03-10T15:00:00.000Z',
      release: '0.1.0',
      files: { count: 1, leftOut: 0 },
      tables: { patients: 30, users: 0, schema_migrations: migrations.length },
    });
    expect(manifest.migrations).toHaveLength(migrations.length);
  });

  test('holds everything that was saved before it began, while saving goes on', async () => {
    const saving = (async () => {
      for (let round = 0; round < 20; round += 1) await addPatients(records.database, 5);
    })();
    const made = await backUp(records, backups);
    await saving;
    const counted = made.manifest.tables['patients'] ?? 0;
    expect(counted).toBeGreaterThanOrEqual(30);
    expect(counted % 5).toBe(0);
    expect(await countPatients(records.database)).toBe(130);
  });

  test('tells how far it is', async () => {
    const labels = new Set<string>();
    await backUp(records, backups, { onProgress: ({ label }) => void labels.add(label) });
    expect([...labels]).toEqual(['Copying records', 'Checking', 'Checking files', 'Counting']);
  });

  test.for([
    ['while it copies', 'Copying records'],
    ['while it checks', 'Checking'],
  ])('that is stopped %s leaves nothing behind', async ([, at]) => {
    const stopping = new AbortController();
    const onProgress = ({ label }: { label: string }) => {
      if (label === at) stopping.abort();
    };
    const stopped = backUp(records, backups, { onProgress, signal: stopping.signal });
    await expect(stopped).rejects.toThrow('Stopped on request');
    expect(await readdir(backups)).toEqual([]);
    await backUp(records, backups);
  });

  test('that a kill cut off has no name of a backup, and the next one takes its place', async () => {
    const partial = join(backups, 'caretrail-2026-03-10T150000Z.backup.part');
    await writeFile(partial, 'half of it');
    await expect(stage(await otherMachine(), partial)).rejects.toMatchObject({ why: 'NotABackup' });
    await backUp(records, backups);
    expect(await readdir(backups)).toEqual(['caretrail-2026-03-10T150000Z.backup']);
  });

  test('of damaged pages is refused, and leaves nothing behind', async () => {
    records.store.sqlite.exec(
      'UPDATE page SET serial = serial + 1 WHERE id = (SELECT max(id) FROM page)',
    );
    await expect(backUp(records, backups)).rejects.toThrow(/did not pass its check/);
    expect(await readdir(backups)).toEqual([]);
  });

  test('leaves a photo out that is damaged already, and says so', async () => {
    await records.files.put(new Uint8Array(1000).fill(1));
    await records.files.put(new Uint8Array(2000).fill(2));
    await records.files.whenTidy();
    records.files.close();
    const sqlite = new Sqlite(join(records.dataDir, 'files.store'));
    sqlite.exec(
      'UPDATE file_chunk SET body = zeroblob(100) WHERE id = (SELECT max(id) FROM file_chunk)',
    );
    sqlite.close();
    const files = openBlobStore(join(records.dataDir, 'files.store'), records.keyring);
    records = { ...records, files };
    const { manifest, path } = await backUp(records, backups);
    expect(manifest.files).toEqual({ count: 1, leftOut: 1 });
    expect((await stage(await otherMachine(), path)).manifest.files.count).toBe(1);
    files.close();
  });

  test('never takes the place of a file', async () => {
    await backUp(records, backups);
    const before = await contentOf(backups);
    await expect(backUp(records, backups)).rejects.toMatchObject({ problem: 'AlreadyThere' });
    expect(await contentOf(backups)).toEqual(before);
  });

  test('into a folder that is not there says so', async () => {
    await expect(backUp(records, join(backups, 'none'))).rejects.toMatchObject({
      problem: 'FolderNotUsable',
    });
  });
});

describe('a restore', () => {
  test('on another computer needs the file and the passphrase, and nothing else', async () => {
    const photo = await records.files.put(new Uint8Array(600_000).fill(9));
    const { path } = await backUp(records, backups);
    const dataDir = await otherMachine();
    const staged = await stage(dataDir, path);
    expect(staged.manifest.tables['patients']).toBe(30);
    expect(await staged.swap()).toBeNull();
    const restored = await openRecords(dataDir, staged.keyring);
    expect(await countPatients(restored.database)).toBe(30);
    expect((await restored.files.get(photo))?.every((byte) => byte === 9)).toBe(true);
    await addPatients(restored.database, 1);
    await restored.close();
    expect(await readdir(dataDir)).toEqual(['anchor', 'files.store', 'records.store']);
  });

  test('keeps the records that it replaces, even damaged ones', async () => {
    const { path } = await backUp(records, backups);
    await addPatients(records.database, 5);
    await records.close();
    const old = await open(join(records.dataDir, 'records.store'), 'r+');
    await old.write(Buffer.alloc(4096, 1), 0, 4096, 40_960);
    await old.close();
    const before = await readFile(join(records.dataDir, 'records.store'));
    const staged = await stage(records.dataDir, path);
    expect(before.equals(await readFile(join(records.dataDir, 'records.store')))).toBe(true);
    const keptAs = await staged.swap();
    expect(keptAs).toBe(join(records.dataDir, 'records.store.before-2026-03-10T150000Z'));
    expect(before.equals(await readFile(keptAs ?? ''))).toBe(true);
    records = await openRecords(records.dataDir, staged.keyring);
    expect(await countPatients(records.database)).toBe(30);
  });

  test('whose swap failed in the middle is finished later, though its key was forgotten', async () => {
    const { path } = await backUp(records, backups);
    await records.close();
    const { keyring } = await stage(await otherMachine(), path);
    const staged = await stage(records.dataDir, path);
    let steps = 0;
    const failing = swapIn(records.dataDir, MADE_AT, () => {
      steps += 1;
      if (steps === 2) throw new Error('The disk fails');
    });
    await expect(failing).rejects.toThrow('The disk fails');
    await staged.discard();
    expect(await finishSwap(records.dataDir)).toBe(true);
    records = await openRecords(records.dataDir, keyring);
    expect(await countPatients(records.database)).toBe(30);
  });

  test('done twice in a second keeps what both replaced', async () => {
    const { path } = await backUp(records, backups);
    await records.close();
    for (let round = 0; round < 2; round += 1) await (await stage(records.dataDir, path)).swap();
    const kept = (await readdir(records.dataDir)).filter((name) =>
      name.startsWith('records.store.'),
    );
    expect(kept).toHaveLength(2);
    records = await openRecords(records.dataDir, (await stage(await otherMachine(), path)).keyring);
  });

  test('of an older release brings its records to this one', async () => {
    const { path } = await backUp(records, backups);
    const added = { name: '999_later.sql', checksum: 'x', sql: 'CREATE TABLE later (id INTEGER)' };
    const dataDir = await otherMachine();
    const staged = await stage(dataDir, path, { migrations: [...migrations, added] });
    await staged.swap();
    await expect(openRecords(dataDir, staged.keyring)).rejects.toThrow(/newer release/);
    const restored = await openRecords(dataDir, staged.keyring, [...migrations, added]);
    expect(await countPatients(restored.database)).toBe(30);
    await restored.close();
  });
});
