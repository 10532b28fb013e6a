import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { closeQuietly } from './signing-clinic.ts';
import { openStockClinic, QUARANTINE, SHELF, type StockClinic } from './stock-clinic.ts';

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

describe('places', () => {
  test('are listed with shelves first, and go out of use once nothing lies there', async () => {
    const { client } = clinic.coordinator;
    const added = await client['locations.add']({ name: 'Freezer', kind: 'shelf' });
    const { id, ...freezer } = valueOf(added);
    const stockUnitId = await clinic.received({ ...lot, pieces: 1, locationId: id });
    const close = { locationId: id, seen: 1, name: 'Freezer', facilityId: null, isActive: false };
    expect(await client['locations.change'](close)).toMatchObject({
      failure: { code: 'NotEmpty' },
    });
    const line = { stockUnitId, fromLocationId: id, toLocationId: SHELF, pieces: 1 };
    valueOf(await transfer([line]));
    expect(valueOf(await client['locations.change'](close))).toEqual({
      ...freezer,
      id,
      isActive: false,
      version: 2,
    });
    expect(await transfer([{ ...line, fromLocationId: SHELF, toLocationId: id }])).toMatchObject({
      failure: { code: 'UnknownLocation' },
    });
    const names = async (includeInactive: boolean) =>
      valueOf(await client['locations.list']({ includeInactive })).map(({ name }) => name);
    expect(await names(false)).toEqual(['Cart', 'Store room', 'Quarantine']);
    expect(await names(true)).toEqual(['Cart', 'Freezer', 'Store room', 'Quarantine']);
  });

  test('tell how much lies there, and what was taken that never came', async () => {
    const { client } = clinic.coordinator;
    const fridge = valueOf(await client['locations.add']({ name: 'Fridge', kind: 'shelf' }));
    const contents = async () =>
      valueOf(await client['locations.contents']({})).find(
        ({ locationId }) => locationId === fridge.id,
      );
    expect(await contents()).toBeUndefined();
    await clinic.received({ ...lot, pieces: 4, locationId: fridge.id });
    const gone = { ...lot, serialNumber: '1', locationId: fridge.id };
    await clinic.received({ ...gone, pieces: 2 });
    const line = { ...gone, productId: 'SHEET', pieces: 5, reason: 'Wet' };
    const wastedAt = app.clock.now.toISOString();
    const shortageReason = 'Never received';
    valueOf(await client['waste.record']({ lines: [line], wastedAt, shortageReason }));
    expect(await contents()).toEqual({
      locationId: fridge.id,
      unitCount: 1,
      pieces: 4,
      missingPieces: 3,
    });
  });

  test.for<[string, object, string]>([
    ['the name of another, however it is written', { name: 'QUARANTINE' }, 'NameTaken'],
    ['a facility that nobody knows', { facilityId: nobody }, 'UnknownFacility'],
    ['no name', { name: ' ' }, 'InvalidInput'],
  ])('with %s are refused', async ([, change, code]) => {
    const { client } = clinic.coordinator;
    const place = { name: 'New', kind: 'shelf', facilityId: null, ...change } as const;
    expect(await client['locations.add'](place)).toMatchObject({ failure: { code } });
    const { kind: _, ...named } = { ...place, locationId: cart, seen: 1, isActive: true };
    expect(await client['locations.change'](named)).toMatchObject({ failure: { code } });
  });

  test('that are unknown, changed meanwhile or the last of their kind stay as they are', async () => {
    const { client } = clinic.coordinator;
    const change = { seen: 1, name: 'Quarantine', facilityId: null, isActive: false };
    expect(await client['locations.change']({ ...change, locationId: nobody })).toMatchObject({
      failure: { code: 'UnknownLocation' },
    });
    const stale = { ...change, locationId: QUARANTINE, seen: 7 };
    expect(await client['locations.change'](stale)).toMatchObject({ failure: { code: 'Stale' } });
    const other = { ...change, locationId: cart, name: 'Cart' };
    valueOf(await client['locations.change']({ ...other, isActive: true }));
    expect(await client['locations.change']({ ...change, locationId: QUARANTINE })).toMatchObject({
      failure: { code: 'LastOfItsKind' },
    });
  });
});
