import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allRows, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
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
  lot = { lotNumber: `T-${tests}` };
});

const nobody = '0199aaaa-0000-7000-8000-00000000ffff';
const reason = 'It was the other box';

function takeBack(movementId: string | undefined, by = clinic.client) {
  return by['stock.takeBack']({ movementId: movementId ?? '', reason });
}

async function movementsOf(stockUnitId: string) {
  return (await clinic.movements()).filter((each) => each.stockUnitId === stockUnitId);
}

/** The newest movement of a unit that takes pieces away. */
async function leftBy(stockUnitId: string): Promise<string | undefined> {
  return (await movementsOf(stockUnitId)).findLast(({ pieces }) => pieces < 0)?.id;
}

/** Puts pieces of a unit from the store room in another place; answers the movement that left. */
async function transferred(stockUnitId: string, toLocationId: string, pieces: number) {
  const lines = [{ stockUnitId, fromLocationId: SHELF, toLocationId, pieces }];
  valueOf(await clinic.client['stock.transfer']({ lines }));
  return leftBy(stockUnitId);
}

describe('a transfer that was a mistake', () => {
  test('goes back as a whole, whichever side is named, and says why', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 5 });
    await transferred(stockUnitId, cart, 2);
    const arrived = (await movementsOf(stockUnitId)).at(-1);
    expect(valueOf(await takeBack(arrived?.id))).toEqual([
      { stockUnitId, locationId: SHELF, pieces: 5 },
    ]);
    const moved = await movementsOf(stockUnitId);
    expect(moved.slice(-2)).toMatchObject([
      { locationId: SHELF, pieces: 2, areaMm2: 2 * SHEET_MM2, reason, reverses: moved[1]?.id },
      { locationId: cart, pieces: -2, areaMm2: -2 * SHEET_MM2, reason, reverses: moved[2]?.id },
    ]);
    for (const kind of ['transferUnbalanced', 'counterEntryDiffers'] as const)
      expect(valueOf(await clinic.client['stock.disagreements']({ kind }))).toEqual([]);
  });

  test('goes back once', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 5 });
    const left = await transferred(stockUnitId, cart, 2);
    valueOf(await takeBack(left));
    expect(await takeBack(left)).toMatchObject({ failure: { code: 'AlreadyTakenBack' } });
    const counter = (await movementsOf(stockUnitId)).at(-1);
    expect(await takeBack(counter?.id)).toMatchObject({ failure: { code: 'AlreadyTakenBack' } });
  });

  test('stays where some of it was used meanwhile, and says how much is there', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
    const left = await transferred(stockUnitId, cart, 2);
    valueOf(await clinic.record({ ...clinic.sheet, ...lot, quantityUsed: 1 }));
    expect(await takeBack(left)).toMatchObject({
      failure: {
        code: 'ShortInStock',
        details: { shortages: [{ ...lot, locationName: 'Cart', heldPieces: 1, askedPieces: 2 }] },
      },
    });
  });

  test('into quarantine comes out of it again', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
    valueOf(await takeBack(await transferred(stockUnitId, QUARANTINE, 2)));
    expect(valueOf(await clinic.client['stock.units']({ productId: 'SHEET' }))).toContainEqual(
      expect.objectContaining({ unit: expect.objectContaining(lot), locationId: SHELF, pieces: 2 }),
    );
  });

  test('from a place that is no longer used stays', async () => {
    const { client } = clinic.coordinator;
    const closed = valueOf(await client['locations.add']({ name: 'Closet', kind: 'shelf' }));
    const stockUnitId = await clinic.received({ ...lot, pieces: 1, locationId: closed.id });
    const line = { stockUnitId, fromLocationId: closed.id, toLocationId: SHELF, pieces: 1 };
    valueOf(await clinic.client['stock.transfer']({ lines: [line] }));
    const change = { locationId: closed.id, seen: 1, name: 'Closet', facilityId: null };
    valueOf(await client['locations.change']({ ...change, isActive: false }));
    expect(await takeBack(await leftBy(stockUnitId))).toMatchObject({
      failure: { code: 'UnknownLocation' },
    });
  });
});

describe('what left by mistake', () => {
  test('comes back with every line of its command', async () => {
    const one = await clinic.received({ ...lot, pieces: 3 });
    const other = await clinic.received({ lotNumber: `${lot.lotNumber}x`, pieces: 3 });
    const lines = [one, other].map((stockUnitId) => ({
      stockUnitId,
      locationId: SHELF,
      pieces: 2,
    }));
    valueOf(await clinic.client['stock.returnToSupplier']({ lines, reason: 'Wrong size' }));
    const held = valueOf(await takeBack(await leftBy(one)));
    expect(held.toSorted((a, b) => (a.stockUnitId < b.stockUnitId ? -1 : 1))).toEqual(
      [one, other].toSorted().map((stockUnitId) => ({ stockUnitId, locationId: SHELF, pieces: 3 })),
    );
  });

  test('comes back after it was thrown away as expired, and is no longer counted as such', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2, expiresOn: '2026-03-09' });
    const lines = [{ stockUnitId, locationId: SHELF, pieces: 2 }];
    valueOf(await clinic.client['stock.disposeExpired']({ lines }));
    valueOf(await takeBack(await leftBy(stockUnitId)));
    expect(await clinic.onHand(lot)).toEqual({ pieces: 2, areaMm2: 2 * SHEET_MM2 });
    const weeks = valueOf(await clinic.client['stock.consumption']({ productId: 'SHEET' }));
    expect(weeks.map(({ discardedPieces }) => discardedPieces)).not.toContain(2);
  });

  test('comes back with the area that its pieces are known to have by now', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 3 });
    const lines = [{ stockUnitId, locationId: SHELF, pieces: 2 }];
    valueOf(await clinic.client['stock.returnToSupplier']({ lines, reason: 'Wrong size' }));
    await measuredAs(stockUnitId, 2500);
    valueOf(await takeBack(await leftBy(stockUnitId)));
    expect(await clinic.onHand(lot)).toEqual({ pieces: 3, areaMm2: 3 * 2500 });
  });

  test('comes back as waste that is voided does, with the area known by now', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 3 });
    const line = { ...lot, productId: 'SHEET', pieces: 1, reason: 'Wet' };
    const wastedAt = app.clock.now.toISOString();
    const [wasted] = valueOf(await clinic.client['waste.record']({ lines: [line], wastedAt }));
    await measuredAs(stockUnitId, 2500);
    const asked = { wasteRecordId: wasted?.id ?? '', reason, pin: TEST_PIN };
    valueOf(await clinic.client['waste.void'](asked));
    expect(await clinic.onHand(lot)).toEqual({ pieces: 3, areaMm2: 3 * 2500 });
  });

  async function measuredAs(stockUnitId: string, pieceMm2: number): Promise<void> {
    const label = { ...lot, serialNumber: null, expiresOn: null, donorNumber: null };
    const asked = { stockUnitId, seen: 1, reason: 'Measured', ...label, pieceMm2 };
    valueOf(await clinic.coordinator.client['stock.correctUnit'](asked));
  }
});

describe('a transfer by which a receipt was accepted', () => {
  const fine = { packageCondition: 'intact', temperatureCheck: 'notNeeded' } as const;

  async function accepted(pieces: number) {
    const { client } = clinic.coordinator;
    const line = { ...fine, ...lot, productId: 'SHEET', pieces };
    const receipt = valueOf(await client['receipts.record']({ lines: [line] }));
    const [waiting] = receipt.lines;
    const receiptLineId = waiting?.id ?? '';
    app.clock.now = new Date(app.clock.now.getTime() + 60_000);
    valueOf(await client['receipts.decide']({ receiptLineId, isAccepted: true }));
    return { receiptLineId, stockUnitId: waiting?.unit.id ?? '' };
  }

  test('stays, and so does who accepted it', async () => {
    const { receiptLineId, stockUnitId } = await accepted(4);
    for (const { id, transferId } of await movementsOf(stockUnitId))
      expect(await takeBack(id)).toMatchObject({
        failure: {
          code: 'TakenBackElsewhere',
          message: expect.stringContaining(transferId === null ? 'a record' : 'were accepted'),
        },
      });
    const lines = await allRows(app.database, 'receiptLines');
    expect(lines.find(({ id }) => id === receiptLineId)).toMatchObject({ isAccepted: true });
    expect(await clinic.onHand(lot)).toMatchObject({ pieces: 4 });
  });

  test('keeps nobody from taking back what was moved later', async () => {
    const { stockUnitId } = await accepted(4);
    app.clock.now = new Date(app.clock.now.getTime() + 60_000);
    expect(valueOf(await takeBack(await transferred(stockUnitId, QUARANTINE, 4)))).toMatchObject([
      { locationId: SHELF, pieces: 4 },
    ]);
  });
});

test('what a count adjusted is taken back by whoever may adjust stock, and the count stays carried out', async () => {
  const stockUnitId = await clinic.received({ ...lot, pieces: 3, locationId: cart });
  const { client } = clinic.coordinator;
  const begun = valueOf(await client['counts.begin']({ locationId: cart }));
  const lying = begun.lines.map(({ unit }) => unit.lotNumber);
  for (const lotNumber of lying) {
    const countedPieces = lotNumber === lot.lotNumber ? 2 : 1;
    const said = { countId: begun.id, productId: 'SHEET', lotNumber, countedPieces };
    valueOf(await client['counts.enter']({ ...said, reason: 'Not seen' }));
  }
  valueOf(await client['counts.close']({ countId: begun.id }));
  const adjusted = await leftBy(stockUnitId);
  expect(await takeBack(adjusted)).toMatchObject({ failure: { code: 'NotYours' } });
  expect(valueOf(await takeBack(adjusted, client))).toMatchObject([{ pieces: 3 }]);
  expect(valueOf(await client['stock.disagreements']({ kind: 'countNotAdjusted' }))).toEqual([]);
});

test('the movements of a unit tell what was taken back', async () => {
  const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
  valueOf(await takeBack(await transferred(stockUnitId, cart, 1)));
  const { movements } = valueOf(await clinic.client['stock.movements']({ stockUnitId }));
  expect(movements.map(({ isTakenBack, reverses }) => [isTakenBack, reverses === null])).toEqual([
    [false, false],
    [false, false],
    [true, true],
    [true, true],
    [false, true],
  ]);
});

describe('refused is', () => {
  test('what belongs to a receipt, a treatment or a waste record, and what nobody knows', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
    const [received] = await movementsOf(stockUnitId);
    expect(await takeBack(received?.id)).toMatchObject({ failure: { code: 'TakenBackElsewhere' } });
    valueOf(await clinic.record({ ...clinic.sheet, ...lot, quantityUsed: 1 }));
    expect(await takeBack(await leftBy(stockUnitId))).toMatchObject({
      failure: { code: 'TakenBackElsewhere' },
    });
    expect(await takeBack(nobody)).toMatchObject({ failure: { code: 'UnknownMovement' } });
  });

  test('whoever may only read, and taking back without a reason', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
    const left = await transferred(stockUnitId, cart, 1);
    const reader = await app.signIn('compliance');
    expect(await takeBack(left, reader.client)).toMatchObject({ failure: { code: 'Forbidden' } });
    const asked = { movementId: left ?? '', reason: ' ' };
    expect(await clinic.client['stock.takeBack'](asked)).toMatchObject({
      failure: { code: 'InvalidInput' },
    });
  });
});
