import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, messageOf, migrateBefore, migrateTo } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const NURSE = '0199aaaa-0000-7000-8000-000000000001';
const PATIENT = '0199aaaa-0000-7000-8000-000000000002';
const WOUND = '0199aaaa-0000-7000-8000-000000000003';
const EPISODE = '0199aaaa-0000-7000-8000-000000000004';
const RUN = '0199aaaa-0000-7000-8000-000000000005';

const CHART = `
  INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${NURSE}', 'N', 'n', 'nurse');
  INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
    VALUES ('${PATIENT}', 'A', 'B', '1950-01-01', 'female', ' b a');
  INSERT INTO wounds (id, patient_id, wound_number, body_site, laterality, body_view, etiology, status_on, recorded_by)
    VALUES ('${WOUND}', '${PATIENT}', 1, 'heel', 'left', 'sole', 'venous', '2026-01-01', '${NURSE}');
  INSERT INTO care_episodes (id, wound_id, started_on, started_by)
    VALUES ('${EPISODE}', '${WOUND}', '2026-01-01', '${NURSE}');`;

test.for(everyEnd)(
  'a chart from before stays as it is, gets the examples, and a protocol on it ends with its episode: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, '160_protocols.sql');
    await end.exec(CHART);
    const kept = (await end.query('SELECT * FROM wounds')).rows;

    await migrateTo(end, '160_protocols.sql');

    expect((await end.query('SELECT * FROM wounds')).rows).toEqual(kept);
    const { rows } = await end.query(
      'SELECT title, version, jsonb_array_length(steps) AS steps FROM protocol_versions ORDER BY title',
    );
    expect(rows).toEqual([
      { title: 'Example: Diabetic foot ulcer', version: 1, steps: 4 },
      { title: 'Example: Pressure injury', version: 1, steps: 4 },
      { title: 'Example: Venous leg ulcer', version: 1, steps: 4 },
    ]);
    await end.exec(`INSERT INTO protocol_runs (id, patient_id, wound_id, episode_id, protocol_id,
        protocol_version, started_on, started_by)
      SELECT '${RUN}', '${PATIENT}', '${WOUND}', '${EPISODE}', protocol_id, version, '2026-02-01', '${NURSE}'
      FROM protocol_versions WHERE title LIKE '%Venous%'`);
    await end.exec(`UPDATE care_episodes SET ended_on = '2026-03-01', end_reason = 'healed'`);
    const ended = 'SELECT episode_ended_on, stopped_on FROM protocol_runs';
    expect((await end.query(ended)).rows).toEqual([
      { episode_ended_on: '2026-03-01', stopped_on: null },
    ]);
    const change = `UPDATE protocol_versions SET title = 'x'`;
    expect(await messageOf(end.exec(change))).toContain('Write a new version instead');
    expect(await messageOf(end.exec('DELETE FROM protocols'))).toMatch(/foreign key/);
    await end.exec('DELETE FROM patients');
    expect((await end.query(ended)).rows).toEqual([]);
  },
);
