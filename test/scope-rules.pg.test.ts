import { afterEach, expect, test } from 'vitest';
import { fillCharts } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '319_scope_rules.sql';

let end: End;
afterEach(() => end.close());

test.for(everyEnd)(
  'every site begins with the same rule, and treatments from before stay as they are: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    const rowsOf = async (table: string) => {
      const { rows } = await end.query(`SELECT to_jsonb(t) AS row FROM ${table} AS t ORDER BY id`);
      return (rows as { row: object }[]).map(({ row }) => row);
    };
    const treatments = await rowsOf('treatment_records');
    expect(treatments.length).toBeGreaterThan(0);
    await migrateTo(end, FILE);
    expect(await rowsOf('treatment_records')).toEqual(treatments);
    const [rule, ...others] = await rowsOf('scope_rules');
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      id: '0199c0de-0319-7000-8000-000000000001',
      allowed_roles: ['clinician'],
      allowed_credentials: ['MD', 'DO', 'DPM', 'NP', 'PA'],
      is_active: true,
      version: 1,
      created_at: '2026-01-01T00:00:00+00:00',
      updated_at: '2026-01-01T00:00:00+00:00',
    });
  },
);

test.for(everyEnd)('a rule holds lists, and notes when it was changed: %s', async ([, open]) => {
  end = await open();
  await migrateTo(end, FILE);
  for (const list of ['terms', 'allowed_roles', 'allowed_credentials'])
    expect(await sqlStateOf(end.exec(`UPDATE scope_rules SET ${list} = '"MD"'`))).toBe('23514');
  await end.exec('UPDATE scope_rules SET is_active = false');
  const { rows } = await end.query(
    `SELECT updated_at > '2026-01-02' AS "isNoted" FROM scope_rules`,
  );
  expect(rows).toEqual([{ isNoted: true }]);
});
