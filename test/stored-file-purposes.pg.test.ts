import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo } from './migration-steps.ts';

const FILE = '095_stored_file_purposes.sql';

let end: End;
afterEach(() => end.close());

const USER = '0199aaaa-0000-7000-8000-000000000001';
const digest = (letter: string): string => letter.repeat(64);

/** A source; two files of a batch; and one that was a source before a batch came to the same bytes. */
const BEFORE = `
  INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'Nora', 'nora', 'biller');
  INSERT INTO stored_files (digest, byte_length, permission, stored_at) VALUES
    ('${digest('a')}', 1, 'imports.run', '2026-03-01T10:00:00Z'),
    ('${digest('b')}', 2, 'billing.export', '2026-03-02T10:00:00Z'),
    ('${digest('c')}', 3, 'billing.export', '2026-03-02T10:00:00Z'),
    ('${digest('d')}', 4, 'imports.run', '2026-03-03T10:00:00Z');
  INSERT INTO billing_batches (id, from_on, to_on, record_count, machine_digest, excel_digest, exported_by, exported_at)
  VALUES
    (gen_random_uuid(), '2026-02-01', '2026-02-28', 1, '${digest('b')}', '${digest('c')}', '${USER}', '2026-03-02T10:00:00Z'),
    (gen_random_uuid(), '2026-03-01', '2026-03-31', 1, '${digest('d')}', '${digest('d')}', '${USER}', '2026-04-02T10:00:00Z'),
    (gen_random_uuid(), '2026-03-01', '2026-03-30', 1, '${digest('d')}', '${digest('c')}', '${USER}', '2026-04-01T10:00:00Z');`;

test.for(everyEnd)(
  'stored files keep their permission under a purpose, and a batch’s file has a row of its own: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(BEFORE);

    await migrateTo(end, FILE);

    const { rows } = await end.query(
      `SELECT left(digest, 1) AS file, purpose, permission, byte_length, stored_at
       FROM stored_files ORDER BY digest, purpose`,
    );
    const source = { purpose: 'import-source', permission: 'imports.run' };
    const billing = { purpose: 'billing-export', permission: 'billing.export' };
    expect(rows).toEqual([
      { file: 'a', ...source, byte_length: 1, stored_at: '2026-03-01T10:00:00.000Z' },
      { file: 'b', ...billing, byte_length: 2, stored_at: '2026-03-02T10:00:00.000Z' },
      { file: 'c', ...billing, byte_length: 3, stored_at: '2026-03-02T10:00:00.000Z' },
      { file: 'd', ...billing, byte_length: 4, stored_at: '2026-04-01T10:00:00.000Z' },
      { file: 'd', ...source, byte_length: 4, stored_at: '2026-03-03T10:00:00.000Z' },
    ]);
    const again = `INSERT INTO stored_files (digest, byte_length, permission, stored_at, purpose)
      VALUES ('${digest('a')}', 1, 'signedIn', now(), $1)`;
    await end.query(again, ['photo']);
    await expect(end.query(again, ['import-source'])).rejects.toMatchObject({ code: '23505' });
  },
);
