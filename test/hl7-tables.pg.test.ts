import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '295_hl7_messages.sql';

let end: End;
afterEach(() => end.close());

const USER = '0199aaaa-0000-7000-8000-000000000001';
const PATIENT = '0199aaaa-0000-7000-8000-000000000002';
const OTHER = '0199aaaa-0000-7000-8000-000000000003';

test.for(everyEnd)(
  'who replaced details stays known, a number is one patient with each authority, and no folder is chosen: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(`
      INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse');
      INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
        VALUES ('${PATIENT}', 'A', 'B', '1950-01-01', 'other', ' b a'),
          ('${OTHER}', 'C', 'D', '1950-01-01', 'other', ' d c');
      INSERT INTO patient_versions (patient_id, version, details, replaced_by)
        VALUES ('${PATIENT}', 1, '{}', '${USER}')`);
    const sql = 'SELECT * FROM patient_versions';
    const before = (await end.query(sql)).rows;

    await migrateTo(end, FILE);

    expect((await end.query(sql)).rows).toEqual(before);
    const version = (number: number, by: string) =>
      sqlStateOf(
        end.query(
          `INSERT INTO patient_versions (patient_id, version, details, replaced_by) VALUES ('${PATIENT}', ${number}, '{}', ${by})`,
        ),
      );
    expect(await version(2, 'NULL')).toBe('accepted');
    expect(await version(3, `'${OTHER}'`)).toBe('23503');
    const link = (authority: string, of: string) =>
      sqlStateOf(
        end.query(`INSERT INTO patient_identifiers VALUES ('${authority}', '1', '${of}', now())`),
      );
    expect(await link('HOSP', PATIENT)).toBe('accepted');
    expect(await link('HOSP', OTHER)).toBe('23505');
    expect(await link('OTHER', OTHER)).toBe('accepted');
    const folders = await end.query('SELECT inbox, outbox FROM exchange_folders');
    expect(folders.rows).toEqual([{ inbox: null, outbox: null }]);
    expect(await sqlStateOf(end.query('INSERT INTO exchange_folders DEFAULT VALUES'))).toBe(
      '23505',
    );
    await end.query(`DELETE FROM patients WHERE id = '${PATIENT}'`);
    const left = await end.query('SELECT assigning_authority FROM patient_identifiers');
    expect(left.rows).toEqual([{ assigning_authority: 'OTHER' }]);
  },
);
