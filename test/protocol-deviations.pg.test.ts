import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '187_protocol_deviations.sql';
const NURSE = '0199aaaa-0000-7000-8000-000000000001';
const RUN = '0199aaaa-0000-7000-8000-000000000005';

const CHART = `
  INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${NURSE}', 'N', 'n', 'nurse');
  INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
    VALUES ('0199aaaa-0000-7000-8000-000000000002', 'A', 'B', '1950-01-01', 'female', ' b a');
  INSERT INTO wounds (id, patient_id, wound_number, body_site, laterality, body_view, etiology, status_on, recorded_by)
    SELECT '0199aaaa-0000-7000-8000-000000000003', id, 1, 'heel', 'left', 'sole', 'venous', '2026-01-01',
      '${NURSE}' FROM patients;
  INSERT INTO care_episodes (id, wound_id, started_on, started_by)
    SELECT '0199aaaa-0000-7000-8000-000000000004', id, '2026-01-01', '${NURSE}' FROM wounds;
  INSERT INTO protocol_runs (id, patient_id, wound_id, episode_id, protocol_id, protocol_version,
      started_on, started_by)
    SELECT '${RUN}', wounds.patient_id, wounds.id, care_episodes.id, protocol_id, protocol_versions.version, '2026-02-01',
      '${NURSE}' FROM wounds, care_episodes, protocol_versions WHERE title LIKE '%Venous%';`;

const entry = (kind: string, more = '', values = '') =>
  `INSERT INTO protocol_run_entries (id, protocol_run_id, kind, step_id, due_on, entered_on, words,
      recorded_by, recorded_at ${more})
    VALUES (gen_random_uuid(), '${RUN}', '${kind}', 's', '2026-02-01', '2026-02-01', 'w', '${NURSE}',
      now() ${values})`;

test.for(everyEnd)(
  'what was said before stays without a kind, and a kind names its product or none: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(CHART);
    await end.exec(`${entry('deviation')}; ${entry('review')}`);
    const rowsOf = async () =>
      (await end.query('SELECT * FROM protocol_run_entries ORDER BY id')).rows as object[];
    const before = await rowsOf();

    await migrateTo(end, FILE);

    const unsaid = { deviation: null, product_id: null, product_name: null };
    expect(await rowsOf()).toEqual(before.map((row) => ({ ...row, ...unsaid })));
    const columns = ', deviation, product_id, product_name';
    const states = [];
    for (const [kind, values] of [
      ['deviation', `, 'skipped', NULL, NULL`],
      ['deviation', `, 'otherProduct', 'G', 'Gauze'`],
      ['deviation', `, 'otherProduct', NULL, NULL`],
      ['deviation', `, 'otherProduct', 'G', NULL`],
      ['deviation', `, 'skipped', 'G', 'Gauze'`],
      ['deviation', `, 'forgotten', NULL, NULL`],
      ['review', `, 'skipped', NULL, NULL`],
      ['review', ', NULL, NULL, NULL'],
    ] as const)
      states.push(await sqlStateOf(end.exec(entry(kind, columns, values))));
    const refused = '23514';
    const [ok, no] = ['accepted', refused];
    expect(states).toEqual([ok, ok, no, no, no, no, no, ok]);
  },
);
