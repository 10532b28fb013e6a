import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { closeQuietly } from './signing-clinic.ts';
import { openStockClinic, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
let other: { patientId: string; orderId: string; orderNumber: string; lineId: string };
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
  other = await otherPatient();
});
afterAll(() => closeQuietly(app));

let lot: { lotNumber: string };
let tests = 0;
beforeEach(() => {
  tests += 1;
  lot = { lotNumber: `O-${tests}` };
});

/** Another patient with an order of a hundred sheets. */
async function otherPatient() {
  const { client } = clinic;
  const person = { firstName: 'Otto', lastName: 'Other', birthOn: '1950-01-01', sex: 'male' };
  const patient = valueOf(await client['patients.create'](person as never));
  const placed = {
    patientId: patient.id,
    orderedOn: '2026-03-01',
    lines: [{ productId: 'SHEET', quantity: 100 }],
  };
  const order = valueOf(await client['orders.create'](placed));
  const [line] = order.lines;
  const { id: orderId, orderNumber } = order;
  return { patientId: patient.id, orderId, orderNumber, lineId: line?.id ?? '' };
}

/** Lets pieces come in for the other patient's order. */
async function receivedForOther(pieces: number): Promise<void> {
  const stockUnitId = await clinic.received({ ...lot, pieces });
  const at = app.clock.now.toISOString();
  const { userId } = clinic.coordinator;
  const receiptId = v7();
  await app.database.transact(async (tx) => {
    await sql`INSERT INTO receipts (id, received_at, received_by)
      VALUES (${receiptId}, ${at}, ${userId})`.execute(tx);
    await sql`INSERT INTO receipt_lines (id, receipt_id, line_number, order_line_id, stock_unit_id,
        pieces, package_condition, temperature_check, decided_at, decided_by, is_accepted)
      VALUES (${v7()}, ${receiptId}, 1, ${other.lineId}, ${stockUnitId}, ${pieces}, 'intact',
        'notNeeded', ${at}, ${userId}, true)`.execute(tx);
  });
}

const sheetOfLot = () => ({ ...clinic.sheet, ...lot });
const ofOther = () => {
  const { patientId, orderId } = other;
  return { ...sheetOfLot(), patientId, orderId };
};

test('what came in for another patient’s order is asked about, and says which order', async () => {
  await receivedForOther(2);
  expect(await clinic.record(sheetOfLot())).toMatchObject({
    failure: {
      code: 'ReasonNeeded',
      details: {
        concerns: [
          {
            kind: 'otherOrder',
            about: `lot ${lot.lotNumber} came in for order ${other.orderNumber} of another patient. Take what came for this one`,
          },
        ],
      },
    },
  });
  expect(valueOf(await clinic.record(ofOther())).concerns).toEqual([]);
  const record = await clinic.recordAllTheSame(sheetOfLot());
  expect(record.concerns).toMatchObject([{ kind: 'otherOrder' }]);
});

test('of a lot that came in for both, each patient is asked once only the other’s pieces are left', async () => {
  await receivedForOther(1);
  await clinic.received({ ...lot, pieces: 1 });
  expect(valueOf(await clinic.record(sheetOfLot())).concerns).toEqual([]);
  expect(await clinic.record(sheetOfLot())).toMatchObject({
    failure: { details: { concerns: [{ kind: 'otherOrder' }] } },
  });
});

test('once it was used on that patient the rest is everybody’s, and so is what was wasted for them', async () => {
  await receivedForOther(2);
  await clinic.received({ ...lot, pieces: 1 });
  valueOf(await clinic.record(ofOther()));
  const line = { productId: 'SHEET', ...lot, pieces: 1, reason: 'Torn' };
  const wastedAt = app.clock.now.toISOString();
  const { orderId } = other;
  valueOf(await clinic.client['waste.record']({ lines: [line], orderId, wastedAt }));
  expect(valueOf(await clinic.record(sheetOfLot())).concerns).toEqual([]);
});

test('where nobody says the lot, and where the order was cancelled, nobody asks', async () => {
  await receivedForOther(1);
  const gap = await clinic.record({ ...sheetOfLot(), lotNumber: null });
  expect(gap).toMatchObject({ failure: { details: { concerns: [{ kind: 'lotMissing' }] } } });
  const set = (status: string) =>
    app.database.transact((tx) =>
      sql`UPDATE orders SET status = ${status} WHERE id = ${other.orderId}`.execute(tx),
    );
  await set('cancelled');
  expect(valueOf(await clinic.record(sheetOfLot())).concerns).toEqual([]);
  await set('placed');
});
