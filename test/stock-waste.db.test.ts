import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allRows, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { closeQuietly } from './signing-clinic.ts';
import { openStockClinic, QUARANTINE, SHEET_MM2, SHELF, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
});
afterAll(() => closeQuietly(app));

let lot: { lotNumber: string };
let tests = 0;
beforeEach(() => {
  tests += 1;
  lot = { lotNumber: `W-${tests}` };
});

const WASTED_AT = '2026-03-10T09:30:00-04:00';

const lineOf = (change: object = {}) => ({
  productId: 'SHEET',
  ...lot,
  pieces: 1,
  reason: 'Fell on the floor',
  ...change,
});

function record(change: object = {}, lines: readonly object[] = [lineOf()]) {
  return clinic.client['waste.record']({
    lines: lines as never,
    wastedAt: WASTED_AT,
    ...change,
  });
}

function voided(wasteRecordId: string, change: object = {}) {
  const said = { wasteRecordId, reason: 'It was the other box', pin: TEST_PIN, ...change };
  return clinic.client['waste.void'](said);
}

async function movementsOf(wasteRecordId: string | undefined) {
  const all = await clinic.movements();
  return all.filter((each) => each.wasteRecordId === wasteRecordId);
}

test('a piece that is wholly wasted has a record with its movement and no treatment', async () => {
  await clinic.received({ ...lot, pieces: 3, expiresOn: '2026-09-30' });
  const before = await allRows(app.database, 'treatmentRecords');
  const witness = await app.signIn('clinician');
  const largerPackageReason = 'The small size was out of stock';
  const [wasted] = valueOf(
    await record({ witnessedBy: witness.userId }, [lineOf({ largerPackageReason })]),
  );
  expect(wasted).toMatchObject({
    productName: 'Product SHEET',
    ...lot,
    expiresOn: '2026-09-30',
    pieces: 1,
    areaMm2: SHEET_MM2,
    reason: 'Fell on the floor',
    largerPackageReason,
    shortageReason: null,
    patientId: null,
    wastedAt: '2026-03-10T13:30:00.000Z',
    recordedBy: clinic.nurse.userId,
    witnessedByName: expect.stringContaining('clinician'),
    voidedAt: null,
  });
  expect(await movementsOf(wasted?.id)).toMatchObject([
    {
      kind: 'discarded',
      pieces: -1,
      areaMm2: -SHEET_MM2,
      locationId: SHELF,
      occurredAt: '2026-03-10T13:30:00.000Z',
      reason: 'Fell on the floor',
      treatmentRecordId: null,
    },
  ]);
  expect(await clinic.onHand(lot)).toEqual({ pieces: 2, areaMm2: 2 * SHEET_MM2 });
  expect(await allRows(app.database, 'treatmentRecords')).toEqual(before);
});

test('what was opened for a patient’s order names both', async () => {
  await clinic.received({ ...lot, pieces: 1 });
  const { patient, order } = clinic;
  const [wasted] = valueOf(await record({ orderId: order.id }));
  expect(wasted).toMatchObject({
    patientId: patient.id,
    patientName: 'Núñez, Maria',
    orderNumber: order.orderNumber,
  });
  const { records, total } = valueOf(
    await clinic.coordinator.client['waste.list']({ orderId: order.id }),
  );
  expect(records).toEqual([wasted]);
  expect(total).toBe(1);
});

test('voiding gives the pieces back by a counter-entry; the record stays readable', async () => {
  await clinic.received({ ...lot, pieces: 2 });
  const [wasted] = valueOf(await record({}, [lineOf({ pieces: 2 })]));
  const struck = valueOf(await voided(wasted?.id ?? ''));
  expect(struck).toMatchObject({
    voidReason: 'It was the other box',
    voidedByName: expect.stringContaining('nurse'),
    voidedAt: '2026-03-10T15:00:00.000Z',
  });
  const moved = await movementsOf(wasted?.id);
  expect(moved.map(({ kind, pieces, areaMm2 }) => [kind, pieces, areaMm2])).toEqual([
    ['discarded', -2, -2 * SHEET_MM2],
    ['discarded', 2, 2 * SHEET_MM2],
  ]);
  expect(moved[1]?.reverses).toBe(moved[0]?.id);
  expect(await clinic.onHand(lot)).toMatchObject({ pieces: 2 });
  expect(await voided(wasted?.id ?? '')).toMatchObject({ failure: { code: 'AlreadyVoided' } });
});

describe('more than there is', () => {
  test('on one line is refused, and recorded with words about how that can be', async () => {
    await clinic.received({ ...lot, pieces: 1 });
    const two = [lineOf({ pieces: 2 })];
    const refused = await record({}, two);
    expect(refused).toMatchObject({
      failure: {
        code: 'ShortInStock',
        details: {
          shortages: [
            { productId: 'SHEET', ...lot, locationName: null, heldPieces: 1, askedPieces: 2 },
          ],
        },
      },
    });
    expect(await clinic.onHand(lot)).toMatchObject({ pieces: 1 });
    const shortageReason = 'One more came in a box nobody had received';
    const [wasted] = valueOf(await record({ shortageReason }, two));
    expect(wasted).toMatchObject({ pieces: 2, shortageReason });
    expect(await clinic.onHand(lot)).toEqual({ pieces: -1, areaMm2: -SHEET_MM2 });
  });

  test('on two lines of one lot is found by their sum, however the lot is spelled', async () => {
    await clinic.received({ ...lot, pieces: 3 });
    const lines = [
      lineOf({ pieces: 2 }),
      lineOf({ pieces: 2, lotNumber: `w ${tests}`, reason: 'Wet' }),
    ];
    expect(await record({}, lines)).toMatchObject({
      failure: { details: { shortages: [{ heldPieces: 3, askedPieces: 4 }] } },
    });
    expect(valueOf(await record({}, [lineOf({ pieces: 2 }), lineOf()]))).toHaveLength(2);
  });

  test('of which one unit is short keeps the words with that one alone', async () => {
    await clinic.received({ ...lot, pieces: 1 });
    const lines = [lineOf(), lineOf({ serialNumber: `S-${tests}` })];
    const recorded = valueOf(await record({ shortageReason: 'Never received' }, lines));
    expect(recorded.map((each) => each.shortageReason)).toEqual([null, 'Never received']);
  });

  test('at the place that was named, though another holds enough', async () => {
    await clinic.received({ ...lot, pieces: 3 });
    expect(await record({}, [lineOf({ locationId: QUARANTINE })])).toMatchObject({
      failure: { details: { shortages: [{ locationName: 'Quarantine', heldPieces: 0 }] } },
    });
  });
});

test('pieces come from several places where no single one holds enough', async () => {
  await clinic.received({ ...lot, pieces: 1 });
  await clinic.received({ ...lot, pieces: 2, locationId: QUARANTINE });
  const [wasted] = valueOf(await record({}, [lineOf({ pieces: 3 })]));
  const moved = await movementsOf(wasted?.id);
  expect(moved.map(({ locationId, pieces }) => [locationId, pieces])).toEqual([
    [SHELF, -1],
    [QUARANTINE, -2],
  ]);
});

test('of a product that is not kept in stock a record is kept and nothing moved', async () => {
  const [wasted] = valueOf(await record({}, [lineOf({ productId: 'FOAM-6X6', pieces: 4 })]));
  expect(wasted).toMatchObject({ productId: 'FOAM-6X6', pieces: 4, areaMm2: null });
  expect(await movementsOf(wasted?.id)).toEqual([]);
});

describe('is refused', () => {
  const nobody = '0199aaaa-0000-7000-8000-00000000ffff';
  test.for<[string, () => object, readonly object[] | null, string]>([
    ['no line', () => ({}), [], 'InvalidInput'],
    ['a line without a reason', () => ({}), [{ reason: ' ' }], 'InvalidInput'],
    ['no pieces', () => ({}), [{ pieces: 0 }], 'InvalidInput'],
    ['a product that nobody knows', () => ({}), [{ productId: 'NONE' }], 'UnknownProduct'],
    ['a place that nobody knows', () => ({}), [{ locationId: nobody }], 'UnknownLocation'],
    ['a time to come', () => ({ wastedAt: '2026-03-10T15:00:01Z' }), null, 'ImpossibleDate'],
    ['a patient that nobody knows', () => ({ patientId: nobody }), null, 'UnknownPatient'],
    ['an order that nobody knows', () => ({ orderId: nobody }), null, 'UnknownOrder'],
    ['a witness that nobody knows', () => ({ witnessedBy: nobody }), null, 'UnknownWitness'],
    ['oneself as a witness', () => ({ witnessedBy: clinic.nurse.userId }), null, 'UnknownWitness'],
  ])('%s', async ([, change, lines, code]) => {
    await clinic.received({ ...lot, pieces: 9 });
    const refused = await record(change(), lines?.map(lineOf) ?? [lineOf()]);
    expect(refused).toMatchObject({ failure: { code } });
    expect(await clinic.onHand(lot)).toMatchObject({ pieces: 9 });
  });

  test('an order of another patient', async () => {
    const person = { firstName: 'A', lastName: 'B', birthOn: '1950-01-01', sex: 'male' } as const;
    const other = valueOf(await clinic.client['patients.create'](person));
    expect(await record({ patientId: other.id, orderId: clinic.order.id })).toMatchObject({
      failure: { code: 'OrderOfAnotherPatient' },
    });
  });

  test('voiding without the PIN, of nothing, and by whoever neither recorded it nor adjusts stock', async () => {
    await clinic.received({ ...lot, pieces: 1 });
    const [wasted] = valueOf(await record());
    const id = wasted?.id ?? '';
    expect(await voided(nobody)).toMatchObject({ failure: { code: 'UnknownWaste' } });
    expect(await voided(id, { pin: '000000' })).toMatchObject({ failure: { code: 'WrongPin' } });
    const other = await app.signIn('nurse');
    const asked = { wasteRecordId: id, reason: 'Mistake', pin: TEST_PIN };
    expect(await other.client['waste.void'](asked)).toMatchObject({
      failure: { code: 'NotYours' },
    });
    expect(await clinic.coordinator.client['waste.void'](asked)).toMatchObject({ ok: true });
  });

  test('whoever may only read', async () => {
    const { client } = await app.signIn('compliance');
    const wasted = await client['waste.record']({ lines: [lineOf()], wastedAt: WASTED_AT });
    expect(wasted).toMatchObject({ failure: { code: 'Forbidden' } });
    expect(await client['waste.list']({})).toMatchObject({ ok: true });
  });
});

test('waste is listed by product and by days at the site, the newest first', async () => {
  await clinic.addStocked({ sku: 'LISTED' });
  const at = (wastedAt: string) =>
    record({ wastedAt, shortageReason: 'Never received' }, [lineOf({ productId: 'LISTED' })]);
  // Both are the ninth of March in New York.
  for (const wastedAt of ['2026-03-09T04:00:00Z', '2026-03-10T03:59:59Z', '2026-03-10T04:00:00Z'])
    valueOf(await at(wastedAt));
  const list = async (days: object) => {
    const page = { productId: 'LISTED', ...days };
    const { records, total } = valueOf(await clinic.client['waste.list'](page));
    return [total, ...records.map(({ wastedAt }) => wastedAt)];
  };
  const [first, second, third] = [
    '2026-03-10T04:00:00.000Z',
    '2026-03-10T03:59:59.000Z',
    '2026-03-09T04:00:00.000Z',
  ];
  expect(await list({})).toEqual([3, first, second, third]);
  expect(await list({ fromOn: '2026-03-09', toOn: '2026-03-09' })).toEqual([2, second, third]);
  expect(await list({ limit: 1, offset: 1 })).toEqual([3, second]);
});
