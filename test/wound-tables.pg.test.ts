import { afterEach, describe, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const USER = '0199aaaa-0000-7000-8000-000000000001';
const PATIENT = '0199aaaa-0000-7000-8000-000000000002';
const WOUND = '0199aaaa-0000-7000-8000-000000000003';
const EPISODE = '0199aaaa-0000-7000-8000-000000000004';

const PEOPLE = `
  INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse');
  INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
    VALUES ('${PATIENT}', 'A', 'B', '1950-01-01', 'female', ' b a');`;

const WOUNDS = `
  INSERT INTO wounds (id, patient_id, wound_number, body_site, laterality, body_view, etiology, status_on, recorded_by)
    VALUES ('${WOUND}', '${PATIENT}', 1, 'heel', 'left', 'sole', 'pressure', '2026-03-01', '${USER}');
  INSERT INTO care_episodes (id, wound_id, started_on, started_by)
    VALUES ('${EPISODE}', '${WOUND}', '2026-03-01', '${USER}');`;

const ASSESSED = `INSERT INTO wound_assessments
  (id, patient_id, wound_id, episode_id, assessed_on, recorded_by, method, length_mm, width_mm, area_mm2)
  VALUES (gen_random_uuid(), '${PATIENT}', '${WOUND}', '${EPISODE}', '2026-03-02', '${USER}', $1, 31, 28, $2)`;

async function countOf(table: string): Promise<unknown> {
  const { rows } = await end.query(`SELECT count(*) AS rows FROM ${table}`);
  return (rows as { rows: unknown }[])[0]?.rows;
}

describe.each(everyEnd)('on %s', (_name, open) => {
  test('patients from before have no wounds; one that is added goes with its patient', async () => {
    end = await open();
    await migrateBefore(end, '100_wounds.sql');
    await end.exec(PEOPLE);
    await migrateTo(end, '100_wounds.sql');
    expect(await countOf('patients')).toBe(1);
    expect(await countOf('wounds')).toBe(0);

    await end.exec(WOUNDS);
    const { rows } = await end.query('SELECT status, is_onset_estimated, version FROM wounds');
    expect(rows).toEqual([{ status: 'open', is_onset_estimated: false, version: 1 }]);
    const change = (table: string, to: string) =>
      sqlStateOf(end.query(`UPDATE ${table} SET ${to}`));
    expect(await change('wounds', "laterality = 'both'")).toBe('23514');
    expect(await change('wounds', 'voided_at = now()')).toBe('23514');
    expect(await change('care_episodes', "ended_on = '2026-03-05'")).toBe('23514');
    expect(await change('care_episodes', "ended_on = '2026-02-28', end_reason = 'healed'")).toBe(
      '23514',
    );
    expect(await change('care_episodes', "ended_on = '2026-03-05', end_reason = 'healed'")).toBe(
      'accepted',
    );
    await end.query('DELETE FROM patients');
    expect([await countOf('wounds'), await countOf('care_episodes')]).toEqual([0, 0]);
  });

  test('wounds from before have no assessments; a size has its method, and all go with their patient', async () => {
    end = await open();
    await migrateBefore(end, '110_wound_assessments.sql');
    await end.exec(PEOPLE + WOUNDS);
    await migrateTo(end, '110_wound_assessments.sql');
    expect([await countOf('wounds'), await countOf('wound_assessments')]).toEqual([1, 0]);

    expect(await sqlStateOf(end.query(ASSESSED, ['ruler', 868]))).toBe('accepted');
    expect(await sqlStateOf(end.query(ASSESSED, ['guess', 868]))).toBe('23514');
    expect(await sqlStateOf(end.query(ASSESSED, [null, 868]))).toBe('23514');
    expect(await sqlStateOf(end.query(ASSESSED, ['ruler', null]))).toBe('23514');
    const { rows } = await end.query(
      'SELECT undermining, tunnelling, infection_signs, version FROM wound_assessments',
    );
    expect(rows).toEqual([{ undermining: [], tunnelling: [], infection_signs: null, version: 1 }]);
    expect((await sqlStateOf(end.query('DELETE FROM wounds')))?.slice(0, 2)).toBe('23');
    await end.query('DELETE FROM patients');
    expect(await countOf('wound_assessments')).toBe(0);
  });
});
