import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { closeQuietly } from './signing-clinic.ts';
import { openStockClinic, SHEET_MM2, type StockClinic } from './stock-clinic.ts';

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
  lot = { lotNumber: `M-${tests}` };
});

describe('a label that was read wrong', () => {
  const asIs = { serialNumber: null, expiresOn: null, pieceMm2: SHEET_MM2, donorNumber: null };
  const correct = (stockUnitId: string, change: object, seen = 1) =>
    clinic.coordinator.client['stock.correctUnit']({
      stockUnitId,
      seen,
      reason: 'Misread',
      ...asIs,
      ...lot,
      ...change,
    });

  test('is corrected with a reason, and what stood before is kept', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
    const lotNumber = `${lot.lotNumber}-R`;
    const change = { lotNumber, expiresOn: '2026-12-31', donorNumber: 'D-1' };
    const corrected = valueOf(await correct(stockUnitId, change));
    expect(corrected).toMatchObject({ id: stockUnitId, ...change, version: 2 });
    expect(await clinic.onHand({ lotNumber })).toEqual({ pieces: 2, areaMm2: 2 * SHEET_MM2 });
    const versions = await allRows(app.database, 'stockUnitVersions');
    expect(versions).toMatchObject([
      { stockUnitId, version: 1, reason: 'Misread', content: { ...lot, expiresOn: null } },
    ]);
    const { client } = clinic;
    expect(valueOf(await client['stock.unitVersions']({ stockUnitId }))).toEqual([
      {
        ...asIs,
        ...lot,
        serialNumber: '',
        isFound: true,
        version: 1,
        reason: 'Misread',
        replacedByName: expect.any(String),
        replacedAt: app.clock.now.toISOString(),
      },
    ]);
    expect(await correct(stockUnitId, change)).toMatchObject({ failure: { code: 'Stale' } });
    expect(await correct(stockUnitId, change, 2)).toMatchObject({
      failure: { code: 'NothingSaid' },
    });
  });

  test('has no history where nobody corrected it, and none is told of a unit that is not there', async () => {
    const { client } = clinic;
    const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
    expect(valueOf(await client['stock.unitVersions']({ stockUnitId }))).toEqual([]);
    const nobody = '0199aaaa-0000-7000-8000-00000000ffff';
    expect(await client['stock.unitVersions']({ stockUnitId: nobody })).toMatchObject({
      failure: { code: 'UnknownUnit' },
    });
  });

  test('never becomes that of another unit, which is named', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 2 });
    const other = await clinic.received({ lotNumber: `${lot.lotNumber}-O`, pieces: 1 });
    const spelled = `${lot.lotNumber} o`.toLowerCase();
    expect(await correct(stockUnitId, { lotNumber: spelled })).toMatchObject({
      failure: { code: 'UnitExists', details: { id: other } },
    });
    // Its own number, spelled otherwise, is no other unit.
    const own = await correct(stockUnitId, { lotNumber: lot.lotNumber.toLowerCase() });
    expect(valueOf(own).lotNumber).toBe(lot.lotNumber.toLowerCase());
  });

  test('in the size of a piece makes the area on hand right, and what was applied stays as it was measured', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 3, pieceMm2: 900 });
    const areas = { appliedMm2: 1000, discardedMm2: 600, discardReason: 'Edge' };
    valueOf(await clinic.record({ ...clinic.sheet, ...lot, ...areas }));
    expect(await clinic.onHand(lot)).toEqual({ pieces: 2, areaMm2: 3 * 900 - 1600 });
    valueOf(await correct(stockUnitId, {}));
    expect(await clinic.onHand(lot)).toEqual({ pieces: 2, areaMm2: 2 * SHEET_MM2 });
    expect((await clinic.movements()).at(-1)).toMatchObject({
      kind: 'adjusted',
      pieces: 0,
      areaMm2: 3 * 700,
      reason: 'Misread',
    });
  });

  test('is for those who adjust stock', async () => {
    const stockUnitId = await clinic.received({ ...lot, pieces: 1 });
    const typed = { stockUnitId, seen: 1, reason: 'x', ...asIs, ...lot };
    expect(await clinic.client['stock.correctUnit'](typed)).toMatchObject({
      failure: { code: 'Forbidden' },
    });
  });
});

describe('what a use or a count found before anybody received it', () => {
  const receive = (line: object) =>
    clinic.coordinator.client['receipts.record']({
      lines: [
        {
          productId: 'SHEET',
          ...lot,
          pieces: 1,
          packageCondition: 'intact',
          temperatureCheck: 'notNeeded',
          ...line,
        },
      ],
    } as never);
  const unitOf = async () =>
    (await allRows(app.database, 'stockUnits')).find(
      ({ lotNumber }) => lotNumber === lot.lotNumber,
    );

  test('is no longer only found once it is received, and what was missing is made up for', async () => {
    await clinic.recordAllTheSame({ ...clinic.sheet, ...lot });
    expect(await unitOf()).toMatchObject({ isFound: true });
    valueOf(await receive({ pieces: 3 }));
    expect(await unitOf()).toMatchObject({ isFound: false });
    expect(await clinic.onHand(lot)).toEqual({ pieces: 2, areaMm2: 2 * SHEET_MM2 });
  });

  test('gets its area with the size of a piece that a later label says', async () => {
    await clinic.received({ ...lot, pieces: 2, pieceMm2: null });
    expect(await clinic.onHand(lot)).toEqual({ pieces: 2, areaMm2: 0 });
    valueOf(await receive({ pieceMm2: 900 }));
    expect(await clinic.onHand(lot)).toEqual({ pieces: 3, areaMm2: 3 * 900 });
  });
});
