import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { comparingStock } from '../main/inventory/comparing-stock.ts';
import { takeOffDoubts } from '../main/inventory/reconcile.ts';
import type { Core } from '../main/platform/core.ts';
import { allRows, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { openStockClinic, SHELF, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
beforeEach(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
  await clinic.received({ lotNumber: 'A-1', pieces: 5 });
});
afterEach(async () => {
  await app.close();
});

const sums = async () =>
  (await allRows(app.database, 'stockSums')).map(({ locationId, pieces }) => [locationId, pieces]);
const doubts = async () =>
  (await allRows(app.database, 'stockDoubts')).map(({ subjectId }) => subjectId);
const found = async () =>
  valueOf(await clinic.coordinator.client['stock.disagreements']({})).map(({ kind }) => kind);

/** Takes off all that agrees, as it is done while nobody waits. */
async function compareAll(): Promise<void> {
  let after: string | null = '';
  while (after !== null) {
    const from: string = after;
    after = await app.database.transact((tx) => takeOffDoubts(tx, from));
  }
}

/** What somebody does who owns the database and goes round the program. */
async function tamper(statement: string): Promise<void> {
  await app.database.transact(async (tx) => {
    await sql`SET LOCAL caretrail.applying = 'on'`.execute(tx);
    await sql.raw(statement).execute(tx);
  });
}

describe('the sums', () => {
  test('follow every movement and its counter-entry', async () => {
    expect(await sums()).toEqual([[SHELF, 5]]);
    const record = valueOf(await clinic.record(clinic.sheet));
    expect(await sums()).toEqual([[SHELF, 4]]);
    valueOf(
      await clinic.client['treatments.void']({
        treatmentRecordId: record.id,
        seen: record.version,
        reason: 'Twice',
        pin: TEST_PIN,
      }),
    );
    expect(await sums()).toEqual([[SHELF, 5]]);
  });

  test('name no place where nothing is left', async () => {
    valueOf(await clinic.record({ ...clinic.sheet, quantityUsed: 5, appliedMm2: 8000 }));
    expect(await sums()).toEqual([]);
  });

  test('cannot be written, only movements can', async () => {
    const write = app.database.transact((tx) => sql`UPDATE stock_sums SET pieces = 50`.execute(tx));
    await expect(write).rejects.toThrow('What is on hand stays as it is: the sum of movements');
    expect(await sums()).toEqual([[SHELF, 5]]);
  });

  test('follow what somebody does to the movements who goes round the program', async () => {
    await tamper(`UPDATE stock_movements SET pieces = 3`);
    expect(await sums()).toEqual([[SHELF, 3]]);
    await tamper(`DELETE FROM stock_movements`);
    expect(await sums()).toEqual([]);
  });
});

describe('what is in doubt', () => {
  test('is taken off once it was compared and agrees', async () => {
    const { id } = valueOf(await clinic.record(clinic.sheet));
    expect(await doubts()).toContain(id);
    await compareAll();
    // The piece came in without a receipt: that alone stays.
    expect(await found()).toEqual(['movementWithoutReceipt']);
    expect(await doubts()).toHaveLength(1);
  });

  test('stays while it differs, and comes back when something about it changes', async () => {
    const { id } = valueOf(await clinic.record(clinic.sheet));
    await compareAll();
    expect(await doubts()).not.toContain(id);
    await tamper(`UPDATE treatment_records SET lot_number = 'B-9'`);
    await compareAll();
    expect(await doubts()).toContain(id);
    expect(await found()).toContain('unitDiffers');
    await tamper(`UPDATE treatment_records SET lot_number = 'A-1'`);
    await compareAll();
    expect(await doubts()).not.toContain(id);
  });

  test('is named after it was compared when a label, a product or a movement is altered', async () => {
    valueOf(await clinic.record(clinic.sheet));
    await compareAll();
    await tamper(`UPDATE stock_units SET piece_mm2 = piece_mm2 + 100`);
    expect(await found()).toContain('openedAreaUnaccounted');
    await tamper(`UPDATE stock_units SET piece_mm2 = piece_mm2 - 100`);
    await compareAll();
    await tamper(`DELETE FROM stock_movements WHERE treatment_record_id IS NOT NULL`);
    expect(await found()).toContain('recordWithoutMovement');
  });

  test('stays in doubt however much of it differs', async () => {
    const ids: string[] = [];
    await clinic.received({ lotNumber: 'A-1', pieces: 80 });
    while (ids.length < 80) ids.push(valueOf(await clinic.record(clinic.sheet)).id);
    await tamper(`INSERT INTO treatment_concerns (id, treatment_record_id, kind, about, reason, raised_at)
      SELECT gen_random_uuid(), record.id, kind, kind, 'It was urgent', now() FROM treatment_records AS record
      CROSS JOIN (VALUES ('expired'), ('recalled'), ('notOnOrder'), ('quarantined')) AS kinds (kind)`);
    await compareAll();
    expect(await doubts()).toEqual(expect.arrayContaining(ids));
  });

  test('is named when a counter-entry says nothing of what it takes back, and when that is gone', async () => {
    const { id } = valueOf(await clinic.record(clinic.sheet));
    await compareAll();
    await tamper(`INSERT INTO stock_movements (id, stock_unit_id, location_id, kind, pieces, area_mm2,
        occurred_at, moved_by, recorded_at, reverses)
      SELECT gen_random_uuid(), stock_unit_id, location_id, kind, -pieces, -area_mm2, occurred_at, moved_by,
        recorded_at, id FROM stock_movements WHERE treatment_record_id = '${id}'`);
    expect(await found()).toContain('recordWithoutMovement');
    await tamper(`UPDATE treatment_records SET voided_at = now(), voided_by = recorded_by,
      void_reason = 'Twice' WHERE id = '${id}'`);
    await compareAll();
    expect(await found()).not.toContain('recordWithoutMovement');
    await tamper('DELETE FROM stock_movements WHERE reverses IS NOT NULL');
    expect(await found()).toContain('movementWithoutRecord');
  });

  test('is everything once a table was emptied', async () => {
    valueOf(await clinic.record(clinic.sheet));
    await compareAll();
    await tamper('TRUNCATE stock_movements');
    expect(await found()).toEqual(['recordWithoutMovement']);
  });

  test('is a treatment that came before the product by which it takes from stock', async () => {
    const { id } = valueOf(await clinic.record(clinic.sheet));
    await compareAll();
    await tamper(`UPDATE treatment_records SET product_id = 'LATE' WHERE id = '${id}'`);
    await tamper('DELETE FROM stock_doubts');
    await tamper(`INSERT INTO products SELECT (jsonb_populate_record(product,
        jsonb_build_object('id', gen_random_uuid(), 'sku', 'LATE'))).*
      FROM products AS product WHERE sku = 'SHEET'`);
    expect(await doubts()).toEqual([id]);
  });

  test('is compared however large what somebody typed', async () => {
    valueOf(await clinic.record(clinic.sheet));
    await tamper('UPDATE treatment_records SET quantity_used = 1000000');
    await tamper('UPDATE stock_units SET piece_mm2 = 10000000');
    expect(await found()).toContain('openedAreaUnaccounted');
    await compareAll();
  });

  test('is taken off once somebody settled it, and stays readable', async () => {
    const { client } = clinic.coordinator;
    const [open] = valueOf(await client['stock.disagreements']({}));
    valueOf(await client['stock.settle']({ key: open?.key ?? '', note: 'Was there before' }));
    await compareAll();
    expect(await doubts()).toEqual([]);
    expect(valueOf(await client['stock.disagreements']({}))).toEqual([]);
    const settled = valueOf(await client['stock.disagreements']({ includeSettled: true }));
    expect(settled).toMatchObject([{ key: open?.key, note: 'Was there before' }]);
  });

  test('is compared by itself after a while, a part at a time', async () => {
    valueOf(await clinic.record(clinic.sheet));
    const waiting: (() => void)[] = [];
    const delaysMs: number[] = [];
    const timers = {
      now: () => 0,
      after: (delayMs: number, work: () => void) => {
        delaysMs.push(delayMs);
        waiting.push(work);
        return () => undefined;
      },
    };
    const report = (error: unknown) => Promise.reject(error);
    const inner = { close: () => Promise.resolve() } as Core;
    const core = comparingStock({ database: app.database, report, timers }, inner);
    waiting[0]?.();
    await expect.poll(() => delaysMs).toEqual([60_000, 600_000]);
    await core.close();
    expect(await doubts()).toHaveLength(1);
  });
});
