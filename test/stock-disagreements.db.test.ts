import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { openStockClinic, QUARANTINE, SHEET_MM2, SHELF, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
beforeEach(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
  await receive({ lotNumber: 'A-1', expiresOn: '2027-01-31', pieces: 5 });
});
afterEach(async () => {
  await app.close();
});

const fine = { packageCondition: 'intact', temperatureCheck: 'notNeeded' } as const;

async function receive(line: object) {
  return valueOf(
    await clinic.coordinator.client['receipts.record']({
      lines: [{ ...fine, productId: 'SHEET', acceptTo: SHELF, ...line }],
    } as never),
  );
}

async function found(includeSettled = false) {
  return valueOf(await clinic.coordinator.client['stock.disagreements']({ includeSettled }));
}

const kindsFound = async () => (await found()).map(({ kind }) => kind).toSorted();

/** What somebody does who owns the database and goes round the program. */
async function tamper(statement: string): Promise<void> {
  await app.database.transact(async (tx) => {
    await sql.raw(`SET LOCAL caretrail.applying = 'on'`).execute(tx);
    await sql.raw(statement).execute(tx);
  });
}

async function useAndWaste() {
  valueOf(await clinic.record(clinic.sheet));
  valueOf(
    await clinic.coordinator.client['waste.record']({
      lines: [{ productId: 'SHEET', lotNumber: 'A-1', pieces: 1, reason: 'Dropped' }],
      wastedAt: '2026-03-10T14:00:00Z',
    }),
  );
}

test('where everything was done through the program nothing disagrees', async () => {
  await useAndWaste();
  const record = valueOf(await clinic.record(clinic.sheet));
  valueOf(
    await clinic.client['treatments.void']({
      treatmentRecordId: record.id,
      seen: record.version,
      reason: 'Twice',
      pin: TEST_PIN,
    }),
  );
  expect(await found()).toEqual([]);
});

const movedForTreatment = "treatment_record_id IS NOT NULL AND kind = 'applied'";

describe('each fault that is seeded is named', () => {
  test.for([
    ['recordWithoutMovement', `DELETE FROM stock_movements WHERE treatment_record_id IS NOT NULL`],
    [
      'movementWithoutRecord',
      `UPDATE stock_movements SET treatment_record_id = gen_random_uuid() WHERE ${movedForTreatment}`,
      ['movementWithoutRecord', 'recordWithoutMovement'],
    ],
    ['piecesDiffer', `UPDATE stock_movements SET pieces = -2 WHERE ${movedForTreatment}`],
    ['areaDiffers', `UPDATE stock_movements SET area_mm2 = -1 WHERE ${movedForTreatment}`],
    [
      'openedAreaUnaccounted',
      `UPDATE stock_units SET piece_mm2 = piece_mm2 + 100 WHERE lot_number = 'A-1'`,
    ],
    ['unitDiffers', `UPDATE treatment_records SET lot_number = 'B-9'`],
    ['expiryDiffers', `UPDATE treatment_records SET expires_on = '2027-02-28'`],
    ['receiptDiffers', `UPDATE receipt_lines SET pieces = 7`],
    [
      'movementWithoutReceipt',
      `UPDATE stock_movements SET receipt_line_id = NULL WHERE kind = 'received'`,
      ['movementWithoutReceipt', 'receiptDiffers'],
    ],
    ['wasteDiffers', `UPDATE stock_movements SET pieces = -2 WHERE waste_record_id IS NOT NULL`],
    [
      'belowZero',
      `UPDATE stock_movements SET location_id = '${QUARANTINE}' WHERE kind = 'received'`,
    ],
    [
      'usedAgainstStop',
      `INSERT INTO treatment_concerns (id, treatment_record_id, kind, about, reason, raised_at)
       SELECT gen_random_uuid(), id, 'expired', 'It expired', 'Nothing else', now() FROM treatment_records`,
    ],
  ] as const)('%s', async ([kind, statement, all = [kind]]) => {
    await useAndWaste();
    await tamper(statement);
    expect(await kindsFound()).toEqual(all);
  });

  test('a transfer with one side, and a counter-entry that differs', async () => {
    const record = valueOf(await clinic.record(clinic.sheet));
    valueOf(
      await clinic.client['treatments.void']({
        treatmentRecordId: record.id,
        seen: record.version,
        reason: 'Twice',
        pin: TEST_PIN,
      }),
    );
    await tamper(`UPDATE stock_movements SET pieces = 2 WHERE reverses IS NOT NULL`);
    expect(await kindsFound()).toEqual(['counterEntryDiffers']);
    await tamper(`UPDATE stock_movements SET pieces = 1 WHERE reverses IS NOT NULL`);
    const [at] = valueOf(await clinic.coordinator.client['stock.units']({ productId: 'SHEET' }));
    valueOf(
      await clinic.coordinator.client['stock.transfer']({
        lines: [
          {
            stockUnitId: at?.unit.id ?? '',
            fromLocationId: SHELF,
            toLocationId: QUARANTINE,
            pieces: 2,
          },
        ],
      }),
    );
    await tamper(`DELETE FROM stock_movements WHERE kind = 'transferred' AND pieces > 0`);
    expect(await kindsFound()).toEqual(['transferUnbalanced']);
  });

  test('more that came than was ordered', async () => {
    const order = valueOf(
      await app.client['orders.create']({
        patientId: clinic.patient.id,
        orderedOn: '2026-03-01',
        lines: [{ productId: 'SHEET', quantity: 1 }],
      }),
    );
    const orderLineId = order.lines[0]?.id;
    await receive({ lotNumber: 'C', pieces: 2, orderLineId, note: 'Two came' });
    expect(await found()).toMatchObject([
      {
        kind: 'moreReceivedThanOrdered',
        about: `SHEET: 1 were ordered with ${order.orderNumber}; 2 came`,
      },
    ]);
  });
});

test('a disagreement that somebody settled stays readable, and comes back when what differs changes', async () => {
  await useAndWaste();
  await tamper(`UPDATE treatment_records SET expires_on = '2027-02-28'`);
  const [open] = await found();
  const { key = '' } = open ?? {};
  const settle = (note: string) => clinic.coordinator.client['stock.settle']({ key, note });
  valueOf(await settle('Read wrongly, the pack says 2027-01-31'));
  expect(await found()).toEqual([]);
  expect(await found(true)).toMatchObject([
    { key, note: 'Read wrongly, the pack says 2027-01-31', settledAt: '2026-03-10T15:00:00.000Z' },
  ]);
  expect(codeOf(await settle('Again'))).toBe('AlreadySettled');
  await tamper(`UPDATE treatment_records SET expires_on = '2027-03-31'`);
  expect(await kindsFound()).toEqual(['expiryDiffers']);
  expect(codeOf(await settle('Old words'))).toBe('NoLongerThere');
});

test('only whoever keeps the stock settles', async () => {
  await tamper(`UPDATE receipt_lines SET pieces = 7`);
  const [open] = await found();
  const reply = await clinic.client['stock.settle']({ key: open?.key ?? '', note: 'Fine' });
  expect(codeOf(reply)).toBe('Forbidden');
});

test('what is on hand, where, and what it was used for is told by the movements', async () => {
  await useAndWaste();
  const client = clinic.coordinator.client;
  const [product] = valueOf(await client['stock.onHand']({}));
  expect(product).toMatchObject({
    productId: 'SHEET',
    usablePieces: 3,
    quarantinedPieces: 0,
    nextExpiresOn: '2027-01-31',
  });
  const [at] = valueOf(await client['stock.units']({ productId: 'SHEET' }));
  expect(at).toMatchObject({
    locationName: 'Store room',
    pieces: 3,
    unit: { pieceMm2: SHEET_MM2 },
  });
  const within = async (withinDays: number) =>
    valueOf(await client['stock.expiring']({ withinDays })).length;
  expect([await within(300), await within(365)]).toEqual([0, 1]);
  const history = valueOf(await client['stock.movements']({ stockUnitId: at?.unit.id ?? '' }));
  expect(history.movements.map(({ kind }) => kind).toSorted()).toEqual([
    'applied',
    'discarded',
    'received',
  ]);
  const weeks = valueOf(await client['stock.consumption']({ productId: 'SHEET', weeks: 2 }));
  expect(weeks).toEqual([
    {
      weekOn: '2026-03-02',
      appliedPieces: 0,
      discardedPieces: 0,
      receivedPieces: 0,
      orderedPieces: 0,
    },
    {
      weekOn: '2026-03-09',
      appliedPieces: 1,
      discardedPieces: 1,
      receivedPieces: 5,
      orderedPieces: 0,
    },
  ]);
});
