import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../main/platform/database.ts';
import { lockDirectory } from '../main/platform/directory-lock.ts';
import { describeError } from '../main/platform/incident-log.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { templateArchive } from '../tools/template.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail storage '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
const [first] = migrations;
const last = migrations.at(-1);
if (!first || !last) throw new Error('there are migrations');
const archive = await templateArchive();

describe('a data folder', () => {
  test('that this process holds is refused to a second opener, and free after release', () => {
    const lock = lockDirectory(folder);
    expect(() => lockDirectory(folder)).toThrow(/already open/);
    lock.release();
    lockDirectory(folder).release();
  });

  test('that another process holds is refused, and free once that one is killed', async () => {
    const holder = join(folder, 'holder.ts');
    const lockModule = join(import.meta.dirname, '../main/platform/directory-lock.ts');
    await writeFile(
      holder,
      `const { lockDirectory } = await import(${JSON.stringify(lockModule)});
       lockDirectory(${JSON.stringify(folder)});
       process.send('held');
       setInterval(() => undefined, 1000);`,
    );
    const child = fork(holder);
    await once(child, 'message');
    expect(() => lockDirectory(folder)).toThrow(/already open/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockDirectory(folder).release();
  });
});

describe('a database', () => {
  test('from a newer release is refused with a plain message', async () => {
    const newer = { name: '999_later.sql', checksum: 'x', sql: 'SELECT 1' };
    await expect(openDatabase({ archive }, migrations.slice(0, -1))).rejects.toThrow(
      /newer release/,
    );
    const opened = await openDatabase({ archive }, [...migrations, newer]);
    await opened.close();
  });

  test('whose applied file was changed since, or is missing, is refused', async () => {
    const changed = [{ ...first, checksum: 'other' }, ...migrations.slice(1)];
    await expect(openDatabase({ archive }, changed)).rejects.toThrow(
      /001_updated_at.sql is not the file/,
    );
    await expect(openDatabase({ archive }, migrations.slice(1))).rejects.toThrow(
      /001_updated_at.sql .* missing/,
    );
  });

  test('keeps nothing of a migration that fails in the middle', async () => {
    const broken = {
      name: '999_broken.sql',
      checksum: 'x',
      sql: 'CREATE TABLE half (); SELECT 1/0;',
    };
    await expect(openDatabase({ archive }, [...migrations, broken])).rejects.toThrow(/division/);
  });

  test('lets a reader write nothing', async () => {
    const database = await openDatabase({ archive }, migrations);
    const write = database.read(async (db) => {
      const forced = db as unknown as Parameters<Parameters<typeof database.transact>[0]>[0];
      return forced.deleteFrom('formDrafts').execute();
    });
    await expect(write).rejects.toThrow(/read-only transaction/);
    await database.close();
  });

  test('keeps pieces of work apart that are begun at the same time', async () => {
    const database = await openDatabase({ archive }, migrations);
    const facility = (id: string) => ({ id, name: 'F', ...noDetails });
    const failing = database.transact(async (tx) => {
      await tx.insertInto('facilities').values(facility(ids[0])).execute();
      throw new Error('undone');
    });
    const working = database.transact((tx) =>
      tx.insertInto('facilities').values(facility(ids[1])).execute(),
    );
    await expect(failing).rejects.toThrow('undone');
    await working;
    const kept = await database.read((db) => db.selectFrom('facilities').select('id').execute());
    expect(kept).toEqual([{ id: ids[1] }]);
    await database.close();
  });
});

const ids = [
  '0199aaaa-0000-7000-8000-000000000001',
  '0199aaaa-0000-7000-8000-000000000002',
] as const;
const noDetails = {
  placeOfService: null,
  npi: null,
  addressLine: null,
  city: null,
  state: null,
  postalCode: null,
  phone: null,
};

test('what is logged of an error names its kind and place, and nothing that it quotes', async () => {
  const error = Object.assign(new Error('invalid input syntax: "Maria Núñez"'), { code: '22P02' });
  const text = describeError(error);
  expect(text).toContain('Error 22P02');
  expect(text).toContain('storage.db.test.ts');
  expect(text).not.toContain('Maria');
});
