import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '290_patient_devices.sql';
const USER = '0199aaaa-0000-7000-8000-000000000001';
const PATIENT = '0199aaaa-0000-7000-8000-000000000002';
const DEVICE = '0199aaaa-0000-7000-8000-000000000003';

let end: End;
afterEach(() => end.close());

test.for(everyEnd)(
  'devices of other systems stand beside the patients that were there, and go with a patient: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(
      `INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse');
       INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
         VALUES ('${PATIENT}', 'A', 'B', '1950-01-01', 'female', ' b a');`,
    );
    await migrateTo(end, FILE);
    const insert = (id: string, state: string) =>
      sqlStateOf(
        end.query(
          `INSERT INTO patient_devices (id, patient_id, name, state, imported_by)
             VALUES ('${id}', '${PATIENT}', 'Pacemaker', '${state}', '${USER}')`,
        ),
      );
    expect(await insert(DEVICE, 'broken')).toBe('23514');
    expect(await insert(DEVICE, 'active')).toBe('accepted');
    expect(await insert(DEVICE, 'active')).toBe('23505');
    expect(await sqlStateOf(end.query(`DELETE FROM users WHERE id = '${USER}'`))).not.toBe(
      'accepted',
    );
    await end.query(`DELETE FROM patients WHERE id = '${PATIENT}'`);
    const { rows } = await end.query('SELECT id FROM patient_devices');
    expect(rows).toEqual([]);
  },
);
