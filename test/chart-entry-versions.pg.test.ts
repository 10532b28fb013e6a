import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '297_chart_entry_versions.sql';

let end: End;
afterEach(() => end.close());

const USER = '0199aaaa-0000-7000-8000-000000000001';
const PATIENT = '0199aaaa-0000-7000-8000-000000000002';
const CONDITION = '0199aaaa-0000-7000-8000-000000000003';

test.for(everyEnd)(
  'what stands stays, and each version of a condition is kept once, with who replaced it: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(`
      INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse');
      INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
        VALUES ('${PATIENT}', 'A', 'B', '1950-01-01', 'other', ' b a');
      INSERT INTO conditions (id, patient_id, words, recorded_by)
        VALUES ('${CONDITION}', '${PATIENT}', 'Gout', '${USER}')`);
    const before = (await end.query('SELECT * FROM conditions')).rows;

    await migrateTo(end, FILE);

    expect((await end.query('SELECT * FROM conditions')).rows).toEqual(before);
    const keep = (by: string) =>
      sqlStateOf(
        end.query(
          `INSERT INTO condition_versions VALUES ('${CONDITION}', 1, '{}', '${by}', now())`,
        ),
      );
    expect(await keep(PATIENT)).toBe('23503');
    expect(await keep(USER)).toBe('accepted');
    expect(await keep(USER)).toBe('23505');
    await end.query(`DELETE FROM patients WHERE id = '${PATIENT}'`);
    expect((await end.query('SELECT * FROM condition_versions')).rows).toEqual([]);
    expect((await end.query('SELECT * FROM coverage_versions')).rows).toEqual([]);
  },
);
