import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { parseScan } from '../shared/inventory/udi/parse-scan.ts';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { templateArchive } from '../tools/template.ts';
import { allRows, clientOf, newSession, valueOf } from './core.ts';

const now = new Date('2026-03-10T15:00:00Z');

let database: Database;
let client: ReturnType<typeof clientOf>;
let close: () => Promise<void>;
beforeAll(async () => {
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  database = await openDatabase({ archive: await templateArchive() }, migrations);
  const core = createApp({
    database,
    files: memoryFileStore(),
    clock: () => now,
    newId: v7,
    report: async (error) => {
      throw error;
    },
    pinCost: { log2N: 4, r: 8, p: 1 },
  });
  ({ close } = core);
  client = clientOf(core, newSession());
  valueOf(await client['site.exploreDemonstration']({ timeZone: 'America/New_York' }));
  const tiles = valueOf(await client['session.tiles']({}));
  const userId = tiles.find(({ role }) => role === 'supply')?.userId ?? '';
  valueOf(await client['session.signIn']({ userId, pin: DEMONSTRATION_PIN }));
});
afterAll(() => close());

async function onHand() {
  const units = await allRows(database, 'stockUnits');
  const locations = await allRows(database, 'stockLocations');
  const sums = await allRows(database, 'stockSums');
  return sums.map(({ stockUnitId, locationId, pieces }) => {
    const unit = units.find(({ id }) => id === stockUnitId);
    const place = locations.find(({ id }) => id === locationId);
    return { ...unit, place: place?.kind, pieces };
  });
}

test('the demonstration has stock: a lot that expires soon, one in quarantine, and pieces with serials', async () => {
  const held = await onHand();
  expect(held.filter(({ expiresOn }) => (expiresOn ?? '') < '2026-04-09')).toHaveLength(1);
  expect(held.filter(({ place }) => place === 'quarantine')).toMatchObject([
    { lotNumber: 'AM-415', pieces: 20 },
  ]);
  const pieces = held.filter(({ serialNumber }) => serialNumber !== '');
  expect(
    pieces.map(({ productId, serialNumber }) => `${productId} ${serialNumber}`).toSorted(),
  ).toEqual([
    'DEMO-AMNION-2X2 0002',
    'DEMO-AMNION-4X4 0004',
    'DEMO-MATRIX-4X4 0002',
    'DEMO-MATRIX-4X4 0003',
    'DEMO-MATRIX-4X4 0004',
    'DEMO-MATRIX-4X4 0005',
  ]);
  expect(pieces.every((each) => each.pieces === 1)).toBe(true);
});

test('everything came with a receipt: what had to be cold was, and tissue names its donor', async () => {
  const movements = await allRows(database, 'stockMovements');
  expect(new Set(movements.map(({ kind }) => kind))).toEqual(
    new Set(['received', 'applied', 'discarded']),
  );
  const units = await allRows(database, 'stockUnits');
  const lines = await allRows(database, 'receiptLines');
  const tissue = lines.filter(({ stockUnitId }) =>
    units.some(({ id, productId }) => id === stockUnitId && /AMNION/.test(productId ?? '')),
  );
  expect(tissue).toHaveLength(6);
  expect(tissue.every(({ temperatureCheck }) => temperatureCheck === 'inRange')).toBe(true);
  const donors = units.filter(({ productId }) => /AMNION/.test(productId ?? ''));
  expect(donors.every(({ donorNumber }) => donorNumber !== null)).toBe(true);
  expect(lines.filter(({ decidedAt }) => decidedAt === null)).toMatchObject([
    { packageCondition: 'damaged', note: 'One corner of the box is crushed' },
  ]);
});

test('every skin substitute that was used is told from the piece that came in to the wound', async () => {
  const records = await allRows(database, 'treatmentRecords');
  const used = records.filter(({ productId }) => /AMNION|MATRIX/.test(productId ?? ''));
  expect(used).toHaveLength(5);
  const movements = await allRows(database, 'stockMovements');
  const units = await allRows(database, 'stockUnits');
  const traced = used.map((record) => {
    const unitIds = movements.flatMap(({ treatmentRecordId, stockUnitId }) =>
      treatmentRecordId === record.id ? [stockUnitId] : [],
    );
    const unit = units.find(({ id }) => unitIds.every((each) => each === id));
    return unitIds.length === 2 && unit?.serialNumber === record.serialNumber;
  });
  expect(traced).toEqual(used.map(() => true));
});

test('one order is a draft and one came in part', async () => {
  const { orders } = valueOf(await client['orders.list']({ limit: 100 }));
  const stages = orders.map(({ stage }) => stage);
  expect(stages.filter((stage) => stage === 'draft')).toHaveLength(1);
  expect(stages.filter((stage) => stage === 'partlyReceived').length).toBeGreaterThan(0);
});

test('a scan of an invented label finds its product', async () => {
  const identifiers = await database.read((db) =>
    db.selectFrom('productIdentifiers').selectAll().execute(),
  );
  expect(identifiers).toHaveLength(7);
  for (const { deviceIdentifier, productId, pieces } of identifiers) {
    const scan = parseScan(`01${deviceIdentifier}10LOT-1`, {
      nowYear: 2026,
    });
    expect(scan).toMatchObject({ state: 'read', deviceIdentifier, lot: 'LOT-1' });
    const found = valueOf(
      await client['products.findByIdentifier']({ issuer: 'gs1', deviceIdentifier }),
    );
    expect(found).toMatchObject({ product: { sku: productId }, pieces });
  }
});

test('nothing of it contradicts the treatments of the demonstration', async () => {
  expect(valueOf(await client['stock.disagreements']({}))).toEqual([]);
});
