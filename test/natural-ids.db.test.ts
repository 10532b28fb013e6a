import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { naturalId } from '../main/platform/natural-id.ts';
import { allRows, openTestCore, valueOf } from './core.ts';
import { closeQuietly } from './signing-clinic.ts';
import { openStockClinic, SHEET_MM2 } from './stock-clinic.ts';

async function openShelf() {
  const app = await openTestCore();
  return { app, clinic: await openStockClinic(app) };
}

type Shelf = Awaited<ReturnType<typeof openShelf>>;
let one: Shelf;
let other: Shelf;
beforeAll(async () => {
  [one, other] = [await openShelf(), await openShelf()];
});
afterAll(() => Promise.all([one, other].map(({ app }) => closeQuietly(app))));

describe('two computers that know nothing of each other', () => {
  test('give one lot of one product one id, however its label is spelled', async () => {
    const here = await one.clinic.received({ lotNumber: 'A-1', pieces: 1 });
    const there = await other.clinic.received({ lotNumber: 'a 1', pieces: 1 });
    expect(here).toBe(there);
    expect(await one.clinic.received({ lotNumber: 'A-2', pieces: 1 })).not.toBe(here);
  });

  test('give a product of one SKU, and what its labels say, one id', async () => {
    const identifiers = [{ issuer: 'gs1' as const, deviceIdentifier: '00614141000036', pieces: 1 }];
    const ids = async ({ app }: Shelf) => {
      const added = { sku: 'GEL', name: 'Gel', identifiers };
      const { id } = valueOf(await app.client['products.add'](added));
      return [id, (await allRows(app.database, 'productIdentifiers')).map((each) => each.id)];
    };
    expect(await ids(one)).toEqual(await ids(other));
  });
});

test('a lot whose label was corrected away and then really arrives is a unit of its own', async () => {
  const { clinic } = one;
  const mistyped = await clinic.received({ lotNumber: 'B-1', pieces: 1 });
  const label = { lotNumber: 'B-7', serialNumber: null, expiresOn: null, donorNumber: null };
  const corrected = { ...label, stockUnitId: mistyped, seen: 1, pieceMm2: SHEET_MM2 };
  const { client } = clinic.coordinator;
  valueOf(await client['stock.correctUnit']({ ...corrected, reason: 'Read wrongly' }));
  const arrived = await clinic.received({ lotNumber: 'B-1', pieces: 1 });
  expect(arrived).not.toBe(mistyped);
});

test('parts of a key do not run into each other', () => {
  expect(naturalId('units', 'ab', 'c')).not.toBe(naturalId('units', 'a', 'bc'));
  expect(naturalId('units', 'a')).not.toBe(naturalId('lots', 'a'));
});
