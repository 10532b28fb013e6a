import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '170_coverage_rules.sql';

let end: End;
afterEach(() => end.close());

const USER = '0199aaaa-0000-7000-8000-000000000001';

test.for(everyEnd)(
  'what was there stays as it is; three examples come, none is chosen, and no rule contradicts itself: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(
      `INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse')`,
    );
    const sql = 'SELECT * FROM users';
    const before = (await end.query(sql)).rows;

    await migrateTo(end, FILE);

    expect((await end.query(sql)).rows).toEqual(before);
    const rules = await end.query(
      'SELECT payer, is_active, is_example, version FROM coverage_rules ORDER BY id',
    );
    const example = { is_active: true, is_example: true, version: 1 };
    expect(rules.rows).toEqual([
      { payer: 'Novitas (Medicare)', ...example },
      { payer: 'First Coast (Medicare)', ...example },
      { payer: 'Strict pattern (Medicare)', ...example },
    ]);
    const settings = 'SELECT default_rule_id, version FROM coverage_settings';
    expect((await end.query(settings)).rows).toEqual([{ default_rule_id: null, version: 1 }]);

    const change = (to: string) => sqlStateOf(end.query(`UPDATE coverage_rules SET ${to}`));
    expect(await change('application_limit = 0')).toBe('23514');
    expect(await change('application_limit = NULL, window_weeks = 12')).toBe('23514');
    expect(await change("effective_to = '2025-12-31'")).toBe('23514');
    expect(await change('note = NULL, note_above = 4')).toBe('23514');
    expect(await change("effective_to = '2026-01-01'")).toBe('accepted');
    expect(await sqlStateOf(end.query('INSERT INTO coverage_settings DEFAULT VALUES'))).toBe(
      '23505',
    );
    await end.query(
      'UPDATE coverage_settings SET default_rule_id = (SELECT id FROM coverage_rules ORDER BY id LIMIT 1)',
    );
    await end.query('DELETE FROM coverage_rules');
    expect((await end.query(settings)).rows).toEqual([{ default_rule_id: null, version: 1 }]);
  },
);
