import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '272_facilities.sql';
const FACILITY = '0199aaaa-0000-7000-8000-000000000001';
const USER = '0199aaaa-0000-7000-8000-000000000002';

let end: End;
afterEach(() => end.close());

test.for(everyEnd)(
  'facilities that were there stay in use, and people are named by their display name until somebody says more: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(
      `INSERT INTO facilities (id, name) VALUES ('${FACILITY}', 'North');
       INSERT INTO users (id, display_name, sign_in_name, role, facility_id)
         VALUES ('${USER}', 'Ann Lee', 'ann', 'nurse', '${FACILITY}')`,
    );
    await migrateTo(end, FILE);
    const facilities = await end.query('SELECT name, is_active, version FROM facilities');
    expect(facilities.rows).toEqual([{ name: 'North', is_active: true, version: 1 }]);
    const users = await end.query(
      'SELECT display_name, last_name, first_name, facility_id FROM users',
    );
    expect(users.rows).toEqual([
      { display_name: 'Ann Lee', last_name: null, first_name: null, facility_id: FACILITY },
    ]);
    const change = (to: string) => sqlStateOf(end.query(`UPDATE users SET ${to}`));
    expect(await change("last_name = 'Lee', first_name = 'Ann'")).toBe('accepted');
    expect(await change(`last_name = '${'L'.repeat(61)}'`)).toBe('22001');
    expect(await sqlStateOf(end.query('UPDATE facilities SET is_active = NULL'))).toBe('23502');
  },
);
