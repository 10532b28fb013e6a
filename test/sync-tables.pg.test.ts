import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';
import { SITE_ROWS } from './sync-chart.ts';

const FILE = '310_sync.sql';

let end: End;
afterEach(() => end.close());

const USER = '0199aaaa-0000-7000-8000-000000000001';

test.for(everyEnd)(
  'what stands stays, but what comes with the program is of no day any more: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(`
      INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse');
      UPDATE stock_locations SET name = 'Cellar' WHERE kind = 'shelf'`);
    const select = `SELECT to_jsonb(l) - 'created_at' AS row FROM stock_locations l ORDER BY id`;
    const users = (await end.query('SELECT * FROM users')).rows;
    const before = (await end.query(select)).rows;

    await migrateTo(end, FILE);

    expect((await end.query('SELECT * FROM users')).rows).toEqual(users);
    expect((await end.query(select)).rows).toEqual(before);
    const days = `SELECT DISTINCT created_at::DATE AS day FROM stock_locations`;
    expect((await end.query(days)).rows).toEqual([{ day: '2026-01-01' }]);
    expect((await end.query('SELECT is_applying_changes() AS applying')).rows).toEqual([
      { applying: false },
    ]);
  },
);

test.for(everyEnd)(
  'the log only grows, and an outcome is one that there is: %s',
  async ([, open]) => {
    end = await open();
    await migrateTo(end, FILE);
    for (const statement of SITE_ROWS) await end.exec(statement);
    const append = (seq: number, outcome: string) =>
      sqlStateOf(
        end.query(
          `INSERT INTO sync_log VALUES (${seq}, '${USER}', ${seq}, ${seq}, 1, '${outcome}', now(), '{}')`,
        ),
      );
    expect(await append(1, 'applied')).toBe('accepted');
    expect(await append(1, 'applied')).toBe('23505');
    expect(await append(2, 'lost')).toBe('23514');
    expect(await sqlStateOf(end.query(`UPDATE sync_log SET line = 'x'`))).toBe('23001');
    expect(await sqlStateOf(end.query(`UPDATE sync_log SET outcome = 'held'`))).toBe('accepted');
  },
);
