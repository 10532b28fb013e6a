import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openStockClinic, SHELF, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
});
afterAll(async () => {
  await app.close();
});

let locationId: string;
let shelves = 0;
beforeEach(async () => {
  shelves += 1;
  const added = await clinic.coordinator.client['locations.add']({
    name: `Shelf ${shelves}`,
    kind: 'shelf',
  });
  locationId = valueOf(added).id;
  await clinic.received({ lotNumber: `L-${shelves}`, pieces: 4, locationId });
});

const client = () => clinic.coordinator.client;
const begin = async () => valueOf(await client()['counts.begin']({ locationId }));

function enter(countId: string, countedPieces: number, change: object = {}) {
  const label = { productId: 'SHEET', lotNumber: `L-${shelves}` };
  return client()['counts.enter']({ countId, countedPieces, ...label, ...change });
}

async function held(lotNumber = `L-${shelves}`) {
  const units = valueOf(await client()['stock.units']({ productId: 'SHEET' }));
  return units
    .filter((at) => at.unit.lotNumber === lotNumber && at.locationId === locationId)
    .reduce((sum, { pieces }) => sum + pieces, 0);
}

test('what is expected shows only once it was counted', async () => {
  const count = await begin();
  expect(count.lines).toMatchObject([
    { unit: { lotNumber: `L-${shelves}` }, countedPieces: null, expectedPieces: null },
  ]);
  const line = valueOf(await enter(count.id, 3));
  expect(line).toMatchObject({ countedPieces: 3, expectedPieces: 4 });
});

test('a count adjusts what differs, with its reason, and keeps what was expected', async () => {
  const { id } = await begin();
  valueOf(await enter(id, 3));
  const unexplained = await client()['counts.close']({ countId: id });
  expect(codeOf(unexplained)).toBe('ReasonNeeded');
  valueOf(await enter(id, 3, { reason: 'One was lent to the ward' }));
  const closed = valueOf(await client()['counts.close']({ countId: id }));
  expect(closed).toMatchObject({
    isAbandoned: false,
    closedByName: closed.startedByName,
    lines: [{ countedPieces: 3, expectedPieces: 4, reason: 'One was lent to the ward' }],
  });
  expect(await held()).toBe(3);
  expect(codeOf(await enter(id, 4))).toBe('AlreadyClosed');
});

test('a pack that nobody knew of is added by its label', async () => {
  const { id } = await begin();
  valueOf(await enter(id, 4));
  const found = { lotNumber: `NEW-${shelves}`, reason: 'Found behind the box' };
  expect(valueOf(await enter(id, 2, found))).toMatchObject({
    expectedPieces: 0,
    unit: { isFound: true },
  });
  valueOf(await client()['counts.close']({ countId: id }));
  expect(await held(`NEW-${shelves}`)).toBe(2);
});

test('nothing that lies there is passed over', async () => {
  const { id } = await begin();
  const reply = await client()['counts.close']({ countId: id });
  expect(reply).toMatchObject({
    failure: { code: 'NotCounted', details: { units: [{ lotNumber: `L-${shelves}` }] } },
  });
});

test('what was used between counting and closing is not taken for missing', async () => {
  const { id } = await begin();
  valueOf(await enter(id, 3, { reason: 'One is missing' }));
  valueOf(await clinic.record({ ...clinic.sheet, lotNumber: `L-${shelves}` }));
  valueOf(await client()['counts.close']({ countId: id }));
  expect(await held()).toBe(2);
});

test('an adjustment below zero is refused, and says which pack to count again', async () => {
  const { id } = await begin();
  valueOf(await enter(id, 1, { reason: 'Three are missing' }));
  for (const lotNumber of [`L-${shelves}`, `L-${shelves}`])
    valueOf(await clinic.record({ ...clinic.sheet, lotNumber }));
  const reply = await client()['counts.close']({ countId: id });
  expect(reply).toMatchObject({
    failure: { code: 'CountAgain', details: { units: [{ lotNumber: `L-${shelves}` }] } },
  });
  expect(await held()).toBe(2);
});

test('a place is counted by one at a time, and a count can be broken off', async () => {
  const { id } = await begin();
  expect(codeOf(await client()['counts.begin']({ locationId }))).toBe('AlreadyCounting');
  valueOf(await enter(id, 0, { reason: 'None' }));
  const abandoned = valueOf(await client()['counts.abandon']({ countId: id }));
  expect(abandoned.isAbandoned).toBe(true);
  expect(await held()).toBe(4);
  expect((await begin()).id).not.toBe(id);
});

test.for([
  ['fewer than no pieces', { countedPieces: -1 }, 'InvalidInput'],
  ['half a piece', { countedPieces: 1.5 }, 'InvalidInput'],
  ['an unknown product', { productId: 'NOPE' }, 'UnknownProduct'],
  ['two pieces of one serial', { serialNumber: 'S', countedPieces: 2 }, 'SerialIsOnePiece'],
  ['a count that is not there', { countId: SHELF }, 'UnknownCount'],
] as const)('%s cannot be entered', async ([_, change, code]) => {
  const { id } = await begin();
  expect(codeOf(await enter(id, 1, change))).toBe(code);
});

test('a nurse does not adjust the stock', async () => {
  expect(codeOf(await clinic.client['counts.begin']({ locationId }))).toBe('Forbidden');
});
