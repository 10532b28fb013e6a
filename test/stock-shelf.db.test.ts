import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adjustPieces } from '../main/inventory/shelf-moves.ts';
import { v7 } from 'uuid';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { closeQuietly } from './signing-clinic.ts';
import { openStockClinic, QUARANTINE, SHEET_MM2, SHELF, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
let cart: string;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
  cart = valueOf(await app.client['locations.add']({ name: 'Cart', kind: 'shelf' })).id;
});
afterAll(() => closeQuietly(app));

let lot: { lotNumber: string };
let tests = 0;
beforeEach(() => {
  tests += 1;
  lot = { lotNumber: `M-${tests}` };
});

const nobody = '0199aaaa-0000-7000-8000-00000000ffff';

function transfer(lines: readonly object[], change: object = {}) {
  return clinic.client['stock.transfer']({ lines: lines as never, ...change });
}

describe('a transfer', () => {
  test('takes pieces from one place and puts them in another, under one id', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 5 });
    const line = { stockUnitId, fromLocationId: SHELF, toLocationId: cart, pieces: 2 };
    expect(valueOf(await transfer([line]))).toEqual([
      { stockUnitId, locationId: cart, pieces: 2 },
      { stockUnitId, locationId: SHELF, pieces: 3 },
    ]);
    const moved = (await clinic.movements()).filter(
      (each) => each.stockUnitId === stockUnitId && each.kind === 'transferred',
    );
    expect(moved.map(({ pieces, areaMm2 }) => [pieces, areaMm2])).toEqual([
      [-2, -2 * SHEET_MM2],
      [2, 2 * SHEET_MM2],
    ]);
    expect(new Set(moved.map(({ transferId }) => transferId)).size).toBe(1);
  });

  test('of more than there is, on one line or on several of one unit together, is refused', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 3 });
    const line = { stockUnitId, fromLocationId: SHELF, toLocationId: cart, pieces: 2 };
    for (const lines of [[{ ...line, pieces: 4 }], [line, { ...line, toLocationId: QUARANTINE }]])
      expect(await transfer(lines)).toMatchObject({
        failure: {
          code: 'ShortInStock',
          details: {
            shortages: [{ ...lot, locationName: 'Store room', heldPieces: 3, askedPieces: 4 }],
          },
        },
      });
    expect(await clinic.onHand(lot)).toMatchObject({ pieces: 3 });
  });

  test('out of quarantine says why, and leaves there what waits to be accepted', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2, locationId: QUARANTINE });
    await waits(stockUnitId, 3);
    const line = { stockUnitId, fromLocationId: QUARANTINE, toLocationId: SHELF, pieces: 2 };
    expect(await transfer([line])).toMatchObject({ failure: { code: 'ReasonMissing' } });
    const reason = 'The recall was withdrawn';
    const most = [line, { ...line, pieces: 1, toLocationId: cart }];
    expect(await transfer(most, { reason })).toMatchObject({
      failure: {
        code: 'NotAccepted',
        details: { shortages: [{ locationName: 'Quarantine', heldPieces: 2, askedPieces: 3 }] },
      },
    });
    expect(valueOf(await transfer([line], { reason }))).toMatchObject([
      { locationId: SHELF, pieces: 2 },
      { locationId: QUARANTINE, pieces: 3 },
    ]);
  });

  test.for<[string, object, string]>([
    ['to the place it comes from', { toLocationId: SHELF }, 'SameLocation'],
    ['to a place that nobody knows', { toLocationId: nobody }, 'UnknownLocation'],
    ['from a place that nobody knows', { fromLocationId: nobody }, 'UnknownLocation'],
    ['of a unit that nobody knows', { stockUnitId: nobody }, 'UnknownUnit'],
    ['of no pieces', { pieces: 0 }, 'InvalidInput'],
  ])('%s is refused', async ([, change, code]) => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 3 });
    const line = { stockUnitId, fromLocationId: SHELF, toLocationId: cart, pieces: 1, ...change };
    expect(await transfer([line])).toMatchObject({ failure: { code } });
  });

  test('at a time to come is refused', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 3 });
    const line = { stockUnitId, fromLocationId: SHELF, toLocationId: cart, pieces: 1 };
    const occurredAt = '2026-03-10T15:00:01Z';
    expect(await transfer([line], { occurredAt })).toMatchObject({
      failure: { code: 'ImpossibleDate' },
    });
  });
});

/** A receipt of so many pieces in quarantine about which nobody has decided. */
async function waits(stockUnitId: string, pieces: number): Promise<void> {
  const [receiptId, lineId, movementId] = [v7(), v7(), v7()];
  const at = app.clock.now.toISOString();
  const { userId } = clinic.coordinator;
  await app.database.transact(async (tx) => {
    await sql`INSERT INTO receipts (id, received_at, received_by)
      VALUES (${receiptId}, ${at}, ${userId})`.execute(tx);
    await sql`INSERT INTO receipt_lines (id, receipt_id, line_number, stock_unit_id, pieces,
        package_condition, temperature_check)
      VALUES (${lineId}, ${receiptId}, 1, ${stockUnitId}, ${pieces}, 'intact', 'notNeeded')`.execute(
      tx,
    );
    await sql`INSERT INTO stock_movements (id, stock_unit_id, location_id, kind, pieces, occurred_at,
        moved_by, recorded_at, receipt_line_id)
      VALUES (${movementId}, ${stockUnitId}, ${QUARANTINE}, 'received', ${pieces}, ${at}, ${userId},
        ${at}, ${lineId})`.execute(tx);
  });
}

test('what goes back to the supplier has left, with the reason', async () => {
  const stockUnitId = await clinic.received({ ...lot, pieces: 3 });
  const line = { stockUnitId, locationId: SHELF, pieces: 2 };
  const back = (lines: (typeof line)[]) =>
    clinic.client['stock.returnToSupplier']({ lines, reason: 'Wrong size' });
  expect(await back([line, line])).toMatchObject({
    failure: { code: 'ShortInStock', details: { shortages: [{ askedPieces: 4 }] } },
  });
  expect(valueOf(await back([line]))).toEqual([{ stockUnitId, locationId: SHELF, pieces: 1 }]);
  const last = (await clinic.movements()).at(-1);
  expect(last).toMatchObject({
    kind: 'returned',
    pieces: -2,
    areaMm2: -2 * SHEET_MM2,
    reason: 'Wrong size',
  });
});

test('only what is past its expiry date at the site is thrown away as expired', async () => {
  const expired = await clinic.received({ ...lot, pieces: 2, expiresOn: '2026-03-09' });
  const unsaid = await clinic.received({ lotNumber: `${lot.lotNumber}x`, pieces: 2 });
  const today = { lotNumber: `${lot.lotNumber}y`, pieces: 2, expiresOn: '2026-03-10' };
  const lastDay = await clinic.received(today);
  const lineOf = (stockUnitId: string) => ({ stockUnitId, locationId: SHELF, pieces: 2 });
  const dispose = (ids: readonly string[]) =>
    clinic.client['stock.disposeExpired']({ lines: ids.map(lineOf) });
  const refused = await dispose([expired, unsaid, lastDay]);
  expect(refused).toMatchObject({ failure: { code: 'NotExpired' } });
  const { units } = (refused as unknown as { failure: { details: { units: { id: string }[] } } })
    .failure.details;
  expect(units.map(({ id }) => id).toSorted()).toEqual([unsaid, lastDay].toSorted());
  expect(valueOf(await dispose([expired]))).toEqual([]);
  expect((await clinic.movements()).at(-1)).toMatchObject({ kind: 'expired', pieces: -2 });
});

describe('an adjustment', () => {
  const adjust = (stockUnitId: string, pieces: number) =>
    app.database.transact((tx) =>
      adjustPieces(
        { tx, now: app.clock.now, newId: v7, actor: { userId: clinic.coordinator.userId } },
        {
          stockUnitId,
          locationId: SHELF,
          pieces,
          reason: 'Counted',
          occurredAt: app.clock.now.toISOString(),
          countLineId: null,
        },
      ),
    );
  test('to fewer than no pieces is not made, since nobody can have counted that', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
    expect(await adjust(stockUnitId, -3)).toEqual({ isDone: false, heldPieces: 2 });
    expect(await clinic.onHand(lot)).toMatchObject({ pieces: 2 });
    expect(await adjust(stockUnitId, -2)).toEqual({ isDone: true });
    expect(await clinic.onHand(lot)).toEqual({ pieces: 0, areaMm2: 0 });
  });

  test('brings what went below zero up again, piece by piece', async () => {
    await clinic.recordAllTheSame({ ...clinic.sheet, ...lot, quantityUsed: 2, appliedMm2: 3200 });
    const units = await allRows(app.database, 'stockUnits');
    const unit = units.find(({ lotNumber }) => lotNumber === lot.lotNumber);
    expect(await adjust(unit?.id ?? '', 1)).toEqual({ isDone: true });
    expect(await clinic.onHand(lot)).toMatchObject({ pieces: -1 });
  });
});
