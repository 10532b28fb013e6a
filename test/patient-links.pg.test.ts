import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '313_patient_links.sql';
const USER = '0199aaaa-0000-7000-8000-000000000001';
const patient = (nth: number) => `0199aaaa-0000-7000-8000-00000000010${nth}`;
const link = (nth: number) => `0199aaaa-0000-7000-8000-00000000020${nth}`;

let end: End;
afterEach(() => end.close());

function insertPatients(rows: readonly (readonly [string, string, string, string | null])[]) {
  return end.exec(
    rows
      .map(
        ([first, last, born, phone], nth) =>
          `INSERT INTO patients (id, first_name, last_name, birth_on, sex, phone, search_text) VALUES
             ('${patient(nth)}', '${first}', '${last}', '${born}', 'female', ${phone === null ? 'NULL' : `'${phone}'`}, '');`,
      )
      .join(''),
  );
}

async function pairs(): Promise<readonly string[]> {
  const { rows } = await end.query(
    `SELECT right(patient_id::TEXT, 1) || '-' || right(other_patient_id::TEXT, 1) AS pair
     FROM patient_pairs ORDER BY 1`,
  );
  return (rows as { pair: string }[]).map((row) => row.pair);
}

test.for(everyEnd)(
  'those who were here, who come, and who are corrected are paired with whom they are like: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await insertPatients([
      ['Catherine', 'Núñez', '1950-03-04', null],
      ['Katharine', 'NUNEZ', '1950-04-03', null],
      ['Zoe', 'Abel', '1990-01-01', null],
      ['محمد', 'عبد الله', '1970-05-05', null],
    ]);
    await migrateTo(end, FILE);
    expect(await pairs()).toEqual(['0-1']);

    await end.exec(
      `INSERT INTO patients (id, first_name, last_name, birth_on, sex, phone, search_text) VALUES
         ('${patient(4)}', 'محمد', 'عبد الله', '1970-05-05', 'male', '(555) 010-2233', ''),
         ('${patient(5)}', 'محمد', 'Jones', '1970-05-06', 'male', '+1 555 010 2233', '')`,
    );
    expect(await pairs()).toEqual(['0-1', '3-4', '4-5']);

    await end.exec(`UPDATE patients SET birth_on = '1970-05-05' WHERE id = '${patient(2)}'`);
    expect(await pairs()).toEqual(['0-1', '3-4', '4-5']);
    await end.exec(`UPDATE patients SET last_name = 'O’Neal', first_name = 'Catherine',
      birth_on = '1950-03-04' WHERE id = '${patient(2)}'`);
    expect(await pairs()).toEqual(['0-1', '0-2', '3-4', '4-5']);
    await end.exec(`DELETE FROM patients WHERE id = '${patient(0)}'`);
    expect(await pairs()).toEqual(['3-4', '4-5']);
  },
);

test.for(everyEnd)(
  'a server looks for no duplicates, and what was said is kept: %s',
  async ([, open]) => {
    end = await open();
    await migrateTo(end, FILE);
    await end.exec(`INSERT INTO sync_site DEFAULT VALUES;
      INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse')`);
    await insertPatients([
      ['Ann', 'Lee', '1950-03-04', null],
      ['Ann', 'Lee', '1950-03-04', null],
      ['Zoe', 'Abel', '1990-01-01', null],
    ]);
    expect(await pairs()).toEqual([]);
    const say = (nth: number, preferred: number) =>
      sqlStateOf(
        end.query(
          `INSERT INTO patient_links (id, patient_id, other_patient_id, is_same, reason, linked_by,
             linked_at, preferred_patient_id)
           VALUES ('${link(nth)}', '${patient(0)}', '${patient(1)}', true, 'One', '${USER}', now(),
             '${patient(preferred)}')`,
        ),
      );
    expect(await say(0, 2)).toBe('23514');
    expect(await say(0, 1)).toBe('accepted');
    expect(await sqlStateOf(end.query(`UPDATE patient_links SET reason = 'Two'`))).toBe('23001');
    expect(
      await sqlStateOf(
        end.query(
          `INSERT INTO patient_link_ends (id, link_id, reason, ended_by, ended_at)
           VALUES ('${link(1)}', '${link(0)}', 'Two people', '${USER}', now())`,
        ),
      ),
    ).toBe('accepted');
    expect(await sqlStateOf(end.query(`UPDATE patient_link_ends SET reason = 'x'`))).toBe('23001');
    await end.exec(`SELECT set_config('caretrail.applying', 'on', false)`);
    expect(await sqlStateOf(end.query(`DELETE FROM patient_link_ends`))).toBe('accepted');
    expect(await sqlStateOf(end.query(`UPDATE patient_links SET reason = 'Two'`))).toBe('accepted');
  },
);
