import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '299_later_payers.sql';
const PAYER = '0199aaaa-0000-7000-8000-0000000000c1';
const BATCH = '0199aaaa-0000-7000-8000-0000000000c2';
const FIRST = '0199aaaa-0000-7000-8000-0000000000c3';
const SECOND = '0199aaaa-0000-7000-8000-0000000000c4';

let end: End;
afterEach(() => end.close());

const claim = (
  id: string,
  position: number,
  over: { readonly columns: string; readonly values: string },
) =>
  `INSERT INTO claims (id, batch_id, position, control_number, patient_id, served_on, total_cents,
     content, ${over.columns})
   VALUES ('${id}', '${BATCH}', ${position}, 'CT${position}', (SELECT id FROM patients ORDER BY id LIMIT 1),
     '2026-03-09', 100, '{}', ${over.values})`;

test.for(everyEnd)(
  'claims of before are to the first payer, and a claim to a later one names the claim before it: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    await end.exec(
      `INSERT INTO payers (id, name, payer_code, filing_code) VALUES ('${PAYER}', 'P', 'P1', 'CI');
       INSERT INTO billing_batches (id, from_on, to_on, record_count, exported_by, exported_at, kind,
         payer_id, interchange_number)
       VALUES ('${BATCH}', '2026-03-01', '2026-03-31', 0, '${ids.nurse}', now(), 'claims', '${PAYER}', 1);`,
    );
    await end.exec(claim(FIRST, 1, { columns: 'frequency', values: `'1'` }));
    await migrateTo(end, FILE);
    const { rows } = await end.query('SELECT id, prior_claim_id FROM claims');
    expect(rows).toEqual([{ id: FIRST, prior_claim_id: null }]);
    const later = (values: string) =>
      sqlStateOf(
        end.exec(
          claim(SECOND, 2, { columns: 'frequency, original_claim_id, prior_claim_id', values }),
        ),
      );
    expect([
      await later(`'8', '${FIRST}', '${FIRST}'`),
      await later(`'1', NULL, '${SECOND}'`),
      await later(`'1', NULL, '${PAYER}'`),
      await later(`'1', NULL, '${FIRST}'`),
    ]).toEqual(['23514', '23514', '23503', 'accepted']);
  },
);
