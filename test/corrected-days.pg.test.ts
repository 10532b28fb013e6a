import { afterEach, expect, test } from 'vitest';
import { fillCharts } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '188_corrected_by_recorder.sql';

test.for(everyEnd)(
  'corrected records stay as they are, and what one person recorded is found by an index: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    const rowsOf = async () => (await end.query('SELECT * FROM corrected_treatments')).rows;
    const before = await rowsOf();
    expect(before).toHaveLength(1);

    await migrateTo(end, FILE);

    expect(await rowsOf()).toEqual(before);
    await end.exec('SET enable_seqscan = off');
    const { rows } = await end.query(`EXPLAIN SELECT id FROM corrected_treatments
      WHERE recorded_by = '0199aaaa-0000-7000-8000-000000000001' AND date_applied > '2026-01-01'`);
    expect(JSON.stringify(rows)).toContain('idx_corrected_treatments_recorder_date');
    await end.exec('RESET enable_seqscan');
  },
);
