import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo } from './migration-steps.ts';

const FILE = '236_stock_doubts.sql';
const UNIT = '0199aaaa-0000-7000-8000-000000000201';
const MOVEMENT = '0199aaaa-0000-7000-8000-000000000203';
const KEPT = ['stock_movements', 'treatment_records', 'treatment_concerns', 'products'];

let end: End | undefined;
afterEach(async () => {
  await end?.close();
  end = undefined;
});

async function keptRows(at: End): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (const table of KEPT) {
    const { rows } = await at.query(`SELECT to_jsonb(t) AS row FROM ${table} AS t ORDER BY id`);
    all.push(rows);
  }
  return all;
}

async function idsIn(at: End, query: string): Promise<readonly string[]> {
  const { rows } = await at.query(query);
  return (rows as { id: string }[]).map(({ id }) => id);
}

const doubts = (at: End) => idsIn(at, 'SELECT subject_id AS id FROM stock_doubts ORDER BY 1');

const moved = (id: string, pieces: number, reverses: string) =>
  `INSERT INTO stock_movements (id, stock_unit_id, location_id, kind, pieces, occurred_at, moved_by, recorded_at,
      reverses)
    VALUES (${id}, '${UNIT}', '0197a000-0000-7000-8000-000000000101', 'applied', ${pieces}, now(), '${ids.nurse}',
      now(), ${reverses})`;

test.for(everyEnd)(
  '236: nothing changes but that uses against a stop are in doubt once more, and what a counter-entry takes back is: %s',
  async ([, open]) => {
    end = await open();
    const at = end;
    await migrateBefore(at, FILE);
    await fillCharts(at);
    await at.exec(`INSERT INTO stock_units (id, product_id, lot_number, serial_number)
        VALUES ('${UNIT}', 'S', 'A', '');
      ${moved(`'${MOVEMENT}'`, -2, 'NULL')};
      INSERT INTO treatment_concerns (id, treatment_record_id, kind, about, reason, raised_at)
        VALUES (gen_random_uuid(), '${ids.unsigned.treatment}', 'expired', 'a', 'r', now());
      DELETE FROM stock_doubts`);
    const before = await keptRows(at);

    await migrateTo(at, FILE);

    expect(await keptRows(at)).toEqual(before);
    const concerned =
      'SELECT DISTINCT treatment_record_id AS id FROM treatment_concerns ORDER BY 1';
    expect(await doubts(at)).toEqual(await idsIn(at, concerned));
    await at.exec(`DELETE FROM stock_doubts; ${moved('gen_random_uuid()', 2, `'${MOVEMENT}'`)}`);
    expect(await doubts(at)).toContain(MOVEMENT);
  },
);
