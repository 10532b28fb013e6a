import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '230_recall_drills.sql';

const recall = (values: string) => `INSERT INTO product_recalls
  (id, product_id, reason, source, since_on, lot_number, last_lot_number, serial_number, last_serial_number)
  VALUES (gen_random_uuid(), 'S', 'Leaks', 'Maker', '2026-01-01', ${values})`;

const drill = (more: string) => `INSERT INTO recall_drills
  (id, asked, asked_by, asked_at, patient_count, treatment_count, pieces_left, is_exercise, answered_ms, quarantined_pieces)
  VALUES (gen_random_uuid(), '{}', '${ids.nurse}', now(), 1, 1, 0, ${more})`;

test.for(everyEnd)(
  'recalls from before stay recalls of their lot or of every lot, and new ones may name ranges and serials: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    await end.exec(`INSERT INTO product_recalls (id, product_id, lot_number, reason, source, since_on)
      VALUES (gen_random_uuid(), 'S', 'L-1', 'Leaks', 'Maker', '2026-01-01'),
        (gen_random_uuid(), 'S', NULL, 'Leaks', 'Maker', '2026-01-02')`);
    const rowsOf = async (table: string) => {
      const { rows } = await end.query(`SELECT to_jsonb(t) AS row FROM ${table} AS t ORDER BY id`);
      return (rows as { row: object }[]).map(({ row }) => row);
    };
    const [recalls, records] = [await rowsOf('product_recalls'), await rowsOf('treatment_records')];

    await migrateTo(end, FILE);

    const unsaid = { serial_number: null, last_lot_number: null, last_serial_number: null };
    expect(await rowsOf('product_recalls')).toEqual(recalls.map((row) => ({ ...row, ...unsaid })));
    expect(await rowsOf('treatment_records')).toEqual(records);
    const states = [
      recall(`'A', 'B', NULL, NULL`),
      recall(`NULL, NULL, '1', '9'`),
      recall(`NULL, 'B', NULL, NULL`),
      recall(`'A', NULL, NULL, '9'`),
      drill('true, 80, 0'),
      drill('false, 80, 4'),
      drill('false, -1, 0'),
      drill('true, 80, 4'),
    ].map((sql) => () => sqlStateOf(end.exec(sql)));
    const answers: string[] = [];
    for (const state of states) answers.push(await state());
    expect(answers).toEqual([
      'accepted',
      'accepted',
      '23514',
      '23514',
      'accepted',
      'accepted',
      '23514',
      '23514',
    ]);
  },
);

test.for(everyEnd)('the packs of a product are read from one index: %s', async ([, open]) => {
  end = await open();
  await migrateTo(end, FILE);
  const { rows } = await end.query(`SELECT indexname AS name FROM pg_indexes
    WHERE tablename IN ('treatment_records', 'record_amendments')`);
  const names = (rows as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['idx_treatment_records_packs', 'idx_record_amendments_product']),
  );
  expect(names).not.toContain('idx_treatment_records_lot_number');
});
