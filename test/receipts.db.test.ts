import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openStockClinic, QUARANTINE, SHEET_MM2, SHELF, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
});
afterAll(async () => {
  await app.close();
});

const fine = { packageCondition: 'intact', temperatureCheck: 'notNeeded' } as const;

let products = 0;

/** A product that nothing has come in of. */
async function newProduct(change: object = {}): Promise<string> {
  products += 1;
  const sku = `NEW-${products}`;
  const facts = { name: `Product ${products}`, packageMm2: SHEET_MM2, ...change };
  valueOf(await app.client['products.add']({ sku, ...facts }));
  return sku;
}

function record(lines: readonly object[], change: object = {}) {
  return clinic.coordinator.client['receipts.record']({
    lines: lines.map((line) => ({ ...fine, pieces: 1, ...line })),
    ...change,
  } as never);
}

async function piecesAt(sku: string) {
  const units = await allRows(app.database, 'stockUnits');
  const ids = units.filter(({ productId }) => productId === sku).map(({ id }) => id);
  const moved = (await clinic.movements()).filter(({ stockUnitId }) => ids.includes(stockUnitId));
  const at = (place: string) =>
    moved
      .filter(({ locationId }) => locationId === place)
      .reduce((sum, { pieces }) => sum + pieces, 0);
  return { shelf: at(SHELF), quarantine: at(QUARANTINE) };
}

function decide(receiptLineId: string, change: object) {
  return clinic.coordinator.client['receipts.decide']({ receiptLineId, ...change } as never);
}

describe('what comes in', () => {
  test('waits in quarantine until it is accepted, and the product is kept in stock from then on', async () => {
    const sku = await newProduct();
    const label = { lotNumber: 'L-1', expiresOn: '2027-01-31', donorNumber: 'D-9' };
    const scans = [{ raw: '(01)00000000000000', parserVersion: 1 }];
    const received = valueOf(
      await record([{ productId: sku, pieces: 4, ...label, scans }], { supplier: 'Maker' }),
    );
    expect(received).toMatchObject({
      supplier: 'Maker',
      lines: [{ lineNumber: 1, pieces: 4, scans, isAccepted: null, expiresOn: '2027-01-31' }],
    });
    expect(await piecesAt(sku)).toEqual({ shelf: 0, quarantine: 4 });
    const waiting = valueOf(
      await clinic.coordinator.client['receipts.list']({ onlyWaiting: true }),
    );
    expect(waiting.receipts.map(({ id }) => id)).toEqual([received.id]);

    const [line] = received.lines;
    const accepted = valueOf(await decide(line?.id ?? '', { isAccepted: true }));
    expect(accepted).toMatchObject({
      isAccepted: true,
      unit: { lotNumber: 'L-1', donorNumber: 'D-9' },
    });
    expect(await piecesAt(sku)).toEqual({ shelf: 4, quarantine: 0 });
    expect(codeOf(await decide(line?.id ?? '', { isAccepted: true }))).toBe('AlreadyDecided');
    const after = valueOf(await clinic.coordinator.client['receipts.list']({ onlyWaiting: true }));
    expect(after.total).toBe(0);
  });

  test('goes on a shelf at once where nothing about it is doubtful', async () => {
    const sku = await newProduct();
    const received = valueOf(await record([{ productId: sku, pieces: 2, acceptTo: SHELF }]));
    expect(received.lines).toMatchObject([{ isAccepted: true }]);
    expect(await piecesAt(sku)).toEqual({ shelf: 2, quarantine: 0 });
  });

  test('stays in quarantine when it is rejected, which needs words', async () => {
    const sku = await newProduct();
    const received = valueOf(await record([{ productId: sku, pieces: 2 }]));
    const id = received.lines[0]?.id ?? '';
    expect(codeOf(await decide(id, { isAccepted: false }))).toBe('NoteNeeded');
    const rejected = valueOf(await decide(id, { isAccepted: false, note: 'Crushed inside' }));
    expect(rejected).toMatchObject({ isAccepted: false, decisionNote: 'Crushed inside' });
    expect(await piecesAt(sku)).toEqual({ shelf: 0, quarantine: 2 });
  });

  test('counts lines of one order line together, and says on the order what came', async () => {
    const sku = await newProduct();
    const lines = [{ productId: sku, quantity: 5 }];
    const order = valueOf(
      await app.client['orders.create']({
        patientId: clinic.patient.id,
        orderedOn: '2026-03-01',
        lines,
      }),
    );
    const orderLineId = order.lines[0]?.id;
    const of = { productId: sku, orderLineId, pieces: 3 };
    const refused = await record([
      { ...of, lotNumber: 'A' },
      { ...of, lotNumber: 'B' },
    ]);
    expect(refused).toMatchObject({
      failure: {
        code: 'NoteNeeded',
        details: { doubts: [{ lineNumber: 2, kind: 'moreThanOrdered' }] },
      },
    });
    valueOf(
      await record([
        { ...of, lotNumber: 'A' },
        { ...of, lotNumber: 'B', note: 'One more than ordered' },
      ]),
    );
    const found = valueOf(await app.client['orders.list']({ patientId: clinic.patient.id }));
    expect(found.orders.find(({ id }) => id === order.id)).toMatchObject({
      stage: 'received',
      lines: [{ quantityReceived: 6 }],
    });
    const expected = valueOf(
      await clinic.coordinator.client['receipts.expected']({ productId: sku }),
    );
    expect(expected).toEqual([]);
  });
});

describe('a lot that is received twice with another expiry', () => {
  test('is stopped; with words it is taken in, waits, and counts with the earlier date', async () => {
    const sku = await newProduct();
    const lot = { productId: sku, lotNumber: 'L-2', pieces: 2 };
    valueOf(await record([{ ...lot, expiresOn: '2027-06-30', acceptTo: SHELF }]));
    const again = { ...lot, expiresOn: '2026-12-31' };
    expect(await record([again])).toMatchObject({
      failure: {
        code: 'NoteNeeded',
        details: { doubts: [{ lineNumber: 1, kind: 'expiryDiffers' }] },
      },
    });
    const note = 'The label says so, the maker was asked';
    expect(codeOf(await record([{ ...again, note, acceptTo: SHELF }]))).toBe('MustWait');
    const received = valueOf(await record([{ ...again, note }]));
    expect(received.lines[0]).toMatchObject({
      expiresOn: '2026-12-31',
      unit: { expiresOn: '2026-12-31', version: 2 },
    });
    expect(await piecesAt(sku)).toEqual({ shelf: 2, quarantine: 2 });
    const [line] = received.lines;
    expect(codeOf(await decide(line?.id ?? '', { isAccepted: true }))).toBe('NoteNeeded');
  });
});

describe('what is refused saves nothing', () => {
  test.for([
    ['an unknown product', { productId: 'NOPE' }, 'UnknownProduct'],
    ['two pieces of one serial', { serialNumber: 'S-1', pieces: 2 }, 'SerialIsOnePiece'],
    [
      'an unknown order line',
      { orderLineId: '0199aaaa-0000-7000-8000-000000000099' },
      'UnknownOrderLine',
    ],
    ['a quarantine as the shelf', { acceptTo: QUARANTINE }, 'UnknownLocation'],
    ['a damaged package without words', { packageCondition: 'damaged' }, 'NoteNeeded'],
    ['a warm package without words', { temperatureCheck: 'outOfRange' }, 'NoteNeeded'],
    ['an expired pack without words', { expiresOn: '2026-03-09' }, 'NoteNeeded'],
    [
      'a damaged package that would be used at once',
      { packageCondition: 'wet', note: 'Rain', acceptTo: SHELF },
      'MustWait',
    ],
    ['no pieces', { pieces: 0 }, 'InvalidInput'],
    ['half a piece', { pieces: 0.5 }, 'InvalidInput'],
    ['an impossible day', { expiresOn: '2026-02-30' }, 'InvalidInput'],
  ] as const)('%s', async ([_, change, code]) => {
    const sku = await newProduct();
    const refused = await record([
      { productId: sku },
      { productId: sku, lotNumber: 'Z', ...change },
    ]);
    expect(codeOf(refused)).toBe(code);
    expect(await piecesAt(sku)).toEqual({ shelf: 0, quarantine: 0 });
  });

  test('a serial on two lines, or one that came before without words', async () => {
    const sku = await newProduct();
    const serial = { productId: sku, lotNumber: 'L', serialNumber: 'S-1' };
    expect(codeOf(await record([serial, serial]))).toBe('SerialTwice');
    valueOf(await record([serial]));
    expect(await record([serial])).toMatchObject({
      failure: { code: 'NoteNeeded', details: { doubts: [{ kind: 'serialKnown' }] } },
    });
  });

  test('something cold whose temperature nobody checked', async () => {
    const sku = await newProduct({ storageNeed: 'refrigerated' });
    expect(codeOf(await record([{ productId: sku }]))).toBe('NoteNeeded');
    valueOf(
      await record([{ productId: sku, temperatureCheck: 'inRange', temperatureTenthsC: 41 }]),
    );
  });

  test('a recalled lot waits, and says by which recall', async () => {
    const sku = await newProduct();
    valueOf(
      await app.client['recalls.add']({
        productId: sku,
        lotNumber: 'R-1',
        lastLotNumber: null,
        serialNumber: null,
        lastSerialNumber: null,
        reason: 'Seal',
        source: 'Maker',
        sinceOn: '2026-03-01',
      }),
    );
    expect(await record([{ productId: sku, lotNumber: 'R-1' }])).toMatchObject({
      failure: { details: { doubts: [{ kind: 'recalled' }] } },
    });
  });

  test('a day that is still to come', async () => {
    const sku = await newProduct();
    const receivedAt = '2026-03-11T00:00:00Z';
    expect(codeOf(await record([{ productId: sku }], { receivedAt }))).toBe('ImpossibleDate');
  });
});
