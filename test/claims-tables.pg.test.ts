import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '270_claims.sql';
const LIVE = '300_live_batches.sql';
const PAYER = '0199aaaa-0000-7000-8000-0000000000b1';
const LINES = '0199aaaa-0000-7000-8000-0000000000b2';
const BATCH = '0199aaaa-0000-7000-8000-0000000000b3';
const OTHER = '0199aaaa-0000-7000-8000-0000000000b4';
const CLAIM = '0199aaaa-0000-7000-8000-0000000000b5';
const RECORD = '(SELECT id FROM treatment_records ORDER BY id LIMIT 1)';

let end: End;
afterEach(() => end.close());

const claimBatch = (id: string, number: number) =>
  `INSERT INTO billing_batches (id, from_on, to_on, record_count, exported_by, exported_at, kind,
     payer_id, interchange_number)
   VALUES ('${id}', '2026-03-01', '2026-03-31', 0, '${ids.nurse}', now(), 'claims', '${PAYER}', ${number})`;

const claim = (id: string, over: { frequency?: string; original?: string } = {}) =>
  `INSERT INTO claims (id, batch_id, position, control_number, patient_id, served_on, frequency,
     original_claim_id, total_cents, content)
   VALUES ('${id}', '${BATCH}', 1, 'CT1', (SELECT patient_id FROM treatment_records WHERE id = ${RECORD}),
     '2026-03-09', '${over.frequency ?? '1'}', ${over.original ?? 'NULL'}, 100, '{}')`;

const held = (batchId: string, isLive: boolean) =>
  `INSERT INTO billing_batch_records (batch_id, treatment_record_id, position, version, is_live)
   VALUES ('${batchId}', ${RECORD}, 1, 1, ${isLive})`;

const event = (kind: string, answer: string) =>
  `INSERT INTO claim_events (id, claim_id, kind, reasons, answer_digest, recorded_by, recorded_at)
   VALUES (gen_random_uuid(), '${CLAIM}', '${kind}', '[]', ${answer}, '${ids.nurse}', now())`;

const block = (id: string, first: number, last: number) =>
  `INSERT INTO control_number_blocks (id, kind, first_number, last_number, next_number)
   VALUES ('${id}', 'claim', ${first}, ${last}, ${first})`;

async function openBefore(open: () => Promise<End>): Promise<void> {
  end = await open();
  await migrateBefore(end, FILE);
  await fillCharts(end);
  await end.exec(
    `INSERT INTO payers (id, name, payer_code, filing_code) VALUES ('${PAYER}', 'P', 'P1', 'CI');
     INSERT INTO billing_batches (id, from_on, to_on, record_count, machine_digest, excel_digest,
       exported_by, exported_at)
     VALUES ('${LINES}', '2026-03-01', '2026-03-31', 1, 'm', 'e', '${ids.nurse}', now());
     INSERT INTO billing_batch_records (treatment_record_id, batch_id, position, version)
     VALUES (${RECORD}, '${LINES}', 1, 1);`,
  );
}

test.for(everyEnd)(
  'what went out before goes on holding its records, and no two live batches hold one: %s',
  async ([, open]) => {
    await openBefore(open);
    await migrateTo(end, FILE);
    const { rows } = await end.query(
      `SELECT kind, is_live, claim_id FROM billing_batches
       JOIN billing_batch_records ON batch_id = billing_batches.id`,
    );
    expect(rows).toEqual([{ kind: 'lines', is_live: true, claim_id: null }]);
    await end.exec(claimBatch(BATCH, 1));
    expect(await sqlStateOf(end.exec(held(BATCH, true)))).toBe('23505');
    await end.exec(held(BATCH, false));
    expect(await sqlStateOf(end.exec('UPDATE billing_batch_records SET is_live = true'))).toBe(
      '23505',
    );
  },
);

test.for(everyEnd)(
  'claims, sealed batches, what became of them and numbers are never changed: %s',
  async ([, open]) => {
    await openBefore(open);
    await migrateTo(end, FILE);
    await end.exec(claimBatch(BATCH, 1));
    await end.exec(claim(CLAIM));
    await end.exec(
      `UPDATE billing_batches SET sealed_at = now(), file_digest = 'f' WHERE id = '${BATCH}'`,
    );
    await end.exec(event('acknowledged', `'a'`));
    await end.exec(block(PAYER, 1, 10));
    const tried: [string, string][] = [];
    for (const statement of [
      `UPDATE claims SET total_cents = 1`,
      `DELETE FROM claims`,
      `TRUNCATE claims CASCADE`,
      `UPDATE billing_batches SET to_on = to_on WHERE id = '${BATCH}'`,
      `UPDATE billing_batches SET to_on = to_on WHERE id = '${LINES}'`,
      `DELETE FROM billing_batches`,
      `UPDATE claim_events SET reasons = '["x"]'`,
      `DELETE FROM claim_events`,
      event('acknowledged', `'a'`),
      event('paid', 'NULL'),
      claim(OTHER, { frequency: '7' }),
      claim(OTHER, { original: `'${CLAIM}'` }),
      claimBatch(OTHER, 1),
      block(OTHER, 10, 20),
      `UPDATE control_number_blocks SET next_number = 5`,
      `UPDATE control_number_blocks SET next_number = 4`,
      `UPDATE control_number_blocks SET last_number = 20`,
      `DELETE FROM control_number_blocks`,
    ])
      tried.push([statement.trim().slice(0, 44), await sqlStateOf(end.exec(statement))]);
    expect(tried.map(([, state]) => state)).toEqual([
      '23514',
      '23514',
      '23001',
      '23514',
      '23514',
      '23514',
      '23514',
      '23514',
      '23505',
      '23514',
      '23514',
      '23514',
      '23505',
      '23P01',
      'accepted',
      '23514',
      '23514',
      '23514',
    ]);
  },
);

test.for(everyEnd)(
  'what a batch keeps from others counts once it is sealed, and what went out before as ever: %s',
  async ([, open]) => {
    await openBefore(open);
    await migrateBefore(end, LIVE);
    const rowsOf = async (table: string) => (await end.query(`SELECT * FROM ${table}`)).rows;
    const before = await rowsOf('billing_batch_records');
    await migrateTo(end, LIVE);
    expect(await rowsOf('billing_batch_records')).toEqual(before);
    expect(await rowsOf('live_batch_records')).toMatchObject([{ batch_id: LINES }]);

    await end.exec('UPDATE billing_batch_records SET is_live = false');
    await end.exec(claimBatch(BATCH, 1));
    await end.exec(held(BATCH, true));
    expect(await rowsOf('live_batch_records')).toEqual([]);
    await end.exec(
      `UPDATE billing_batches SET sealed_at = now(), file_digest = 'f' WHERE id = '${BATCH}'`,
    );
    expect(await rowsOf('live_batch_records')).toMatchObject([{ batch_id: BATCH }]);
  },
);
