import { afterEach, expect, test } from 'vitest';
import { type End, openPglite } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateFully, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '090_storage_keeping.sql';

let end: End;
afterEach(() => end.close());

test.for(everyEnd)(
  'the keeping of records is added to a database that holds some, which stay as they are: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(`INSERT INTO users (id, display_name, sign_in_name, role)
      VALUES ('0199aaaa-0000-7000-8000-000000000001', 'Nora', 'nora', 'nurse')`);
    const before = (await end.query('SELECT * FROM users')).rows;
    expect(await sqlStateOf(end.query('SELECT * FROM storage_settings'))).toBe('42P01');

    await migrateTo(end, FILE);

    expect((await end.query('SELECT * FROM users')).rows).toEqual(before);
    const { rows } = await end.query(
      'SELECT backup_folder, backup_every_hours, backup_keep, passphrase_changed_at FROM storage_settings',
    );
    expect(rows).toEqual([
      { backup_folder: null, backup_every_hours: 24, backup_keep: 14, passphrase_changed_at: null },
    ]);
    for (const table of ['space_samples', 'storage_checks', 'backups_made'])
      expect((await end.query(`SELECT * FROM ${table}`)).rows).toEqual([]);
  },
);

test('there is one row of settings, with a backup kept at least and hours above nought; a day has one sample', async () => {
  end = await openPglite();
  await migrateFully(end);
  const settings = (change: string) =>
    sqlStateOf(end.exec(`UPDATE storage_settings SET ${change}`));
  expect(await sqlStateOf(end.exec('INSERT INTO storage_settings DEFAULT VALUES'))).toBe('23505');
  expect(await sqlStateOf(end.exec('INSERT INTO storage_settings (only_one) VALUES (false)'))).toBe(
    '23514',
  );
  expect(await settings('backup_keep = 0')).toBe('23514');
  expect(await settings('backup_every_hours = 0')).toBe('23514');
  expect(await settings('backup_every_hours = NULL, backup_keep = 2')).toBe('accepted');
  const sample = `INSERT INTO space_samples VALUES ('2026-03-01', 1, 9007199254740991)`;
  expect([await sqlStateOf(end.exec(sample)), await sqlStateOf(end.exec(sample))]).toEqual([
    'accepted',
    '23505',
  ]);
});
