import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { readMigrations } from '../main/platform/migrate.ts';
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

test('the demonstration has stock: a lot that expires soon, one in quarantine, and pieces with serials', async () => {
  const units = await allRows(database, 'stockUnits');
  const locations = await allRows(database, 'stockLocations');
  const movements = await allRows(database, 'stockMovements');
  const onHand = movements.map(({ stockUnitId, locationId, kind, pieces, areaMm2 }) => {
    const unit = units.find(({ id }) => id === stockUnitId);
    const place = locations.find(({ id }) => id === locationId);
    return { ...unit, place: place?.kind, kind, pieces, areaMm2 };
  });
  expect(onHand.every(({ kind, pieces }) => kind === 'adjusted' && (pieces ?? 0) > 0)).toBe(true);
  expect(onHand.filter(({ expiresOn }) => (expiresOn ?? '') < '2026-04-09')).toHaveLength(1);
  expect(onHand.filter(({ place }) => place === 'quarantine')).toHaveLength(1);
  const pieces = onHand.filter(({ serialNumber }) => serialNumber !== '');
  expect(pieces).toHaveLength(4);
  expect(pieces.every((each) => each.pieces === 1 && each.areaMm2 === 1600)).toBe(true);
});

test('nothing of it contradicts the treatments of the demonstration', async () => {
  expect(valueOf(await client['stock.disagreements']({}))).toEqual([]);
});
