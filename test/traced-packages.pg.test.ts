import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '185_traced_packages.sql';

test.for(everyEnd)(
  'what spoke against a treatment before stays, and a missing lot or area can be written down: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    const add = (kind: string) =>
      sqlStateOf(
        end.exec(`INSERT INTO treatment_concerns (id, treatment_record_id, kind, about, reason, raised_at)
          VALUES (gen_random_uuid(), '${ids.unsigned.treatment}', '${kind}', 'a', 'r', now())`),
      );
    expect([await add('expired'), await add('lotMissing')]).toEqual(['accepted', '23514']);
    const kept = (await end.query('SELECT * FROM treatment_concerns')).rows;

    await migrateTo(end, FILE);

    expect((await end.query('SELECT * FROM treatment_concerns')).rows).toEqual(kept);
    expect([await add('lotMissing'), await add('areaMissing'), await add('deceased')]).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(await add('anything')).toBe('23514');
  },
);
