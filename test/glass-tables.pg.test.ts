import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '320_break_glass.sql';
const PATIENT = '(SELECT id FROM patients LIMIT 1)';

const broken = (reason: string, note: string, minutes = 30) =>
  `INSERT INTO glass_breaks (id, patient_id, user_id, broken_at, ends_at, reason, note)
   VALUES (gen_random_uuid(), ${PATIENT}, '${ids.nurse}', now(),
     now() + interval '${minutes} minutes', '${reason}', ${note})`;

test.for(everyEnd)(
  'that a glass was broken is kept with a reason, and never taken back: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    await migrateTo(end, FILE);
    const state = (text: string) => sqlStateOf(end.query(text));
    expect(await state(broken('emergency', 'NULL'))).toBe('accepted');
    expect(await state(broken('other', `'Fire drill'`))).toBe('accepted');
    expect(await state(broken('other', 'NULL'))).toBe('23514');
    expect(await state(broken('curious', `'x'`))).toBe('23514');
    expect(await state(broken('emergency', 'NULL', -1))).toBe('23514');
    for (const change of [
      `UPDATE glass_breaks SET reason = 'investigation'`,
      'DELETE FROM glass_breaks',
      'TRUNCATE glass_breaks',
    ])
      expect(await state(change), change).toBe('23001');
  },
);

test.for(everyEnd)('a restriction is lifted by somebody and at a time: %s', async ([, open]) => {
  end = await open();
  await migrateBefore(end, FILE);
  await fillCharts(end);
  await migrateTo(end, FILE);
  const state = (text: string) => sqlStateOf(end.query(text));
  const restrict = (reason: string) =>
    state(`INSERT INTO chart_restrictions (id, patient_id, reason, restricted_by, restricted_at)
      VALUES (gen_random_uuid(), ${PATIENT}, '${reason}', '${ids.nurse}', now())`);
  expect(await restrict('worksHere')).toBe('accepted');
  expect(await restrict('disliked')).toBe('23514');
  expect(await state('UPDATE chart_restrictions SET lifted_at = now()')).toBe('23514');
  const lift = `UPDATE chart_restrictions SET lifted_at = now(), lifted_by = '${ids.nurse}'`;
  expect(await state(lift)).toBe('accepted');
});
