import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';
import { barcodesIn, picturesOf } from './label-pictures.ts';
import { openStockClinic, type StockClinic } from './stock-clinic.ts';

const GTIN = '09501101530003';
const BOX_GTIN = '19501101530000';

let app: TestCore;
let clinic: StockClinic;
let unitId: string;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
  const identifiers = [
    { issuer: 'gs1', deviceIdentifier: BOX_GTIN, pieces: 10 },
    { issuer: 'gs1', deviceIdentifier: GTIN, pieces: 1 },
  ];
  const graft = { sku: 'GRAFT', identifiers };
  await clinic.addStocked(graft);
  unitId = await clinic.received({
    sku: 'GRAFT',
    lotNumber: 'A-1',
    serialNumber: 'S-9',
    expiresOn: '2027-03-31',
    pieces: 3,
  });
  await clinic.received({ lotNumber: 'B-2', pieces: 1 });
});
afterAll(() => app.close());

type Printed = {
  readonly ok: boolean;
  readonly value: { readonly digest: string; readonly labelCount: number };
};

const wanted = (given: object = {}) => ({
  sheet: 'roll62x29' as const,
  labels: [{ stockUnitId: unitId, sku: 'GRAFT', copies: 2 }],
  ...given,
});

async function print(input: ReturnType<typeof wanted>): Promise<Printed> {
  const { core } = app;
  const { client } = clinic.coordinator;
  return (await jobReply({ core, client }, client['labels.print'](input))) as Printed;
}

async function fileOf(digest: string): Promise<Uint8Array> {
  return valueOf(await app.core.getBytes(clinic.coordinator.session, digest));
}

describe('what can be labelled', () => {
  const found = async (input: object) =>
    valueOf(await clinic.coordinator.client['labels.list'](input)).map(
      ({ sku, lotNumber, onHandPieces, code }) => ({ sku, lotNumber, onHandPieces, code }),
    );

  test('is found by product, lot or serial: units first, then products', async () => {
    const unit = { sku: 'GRAFT', lotNumber: 'A-1', onHandPieces: 3, code: 'gs1' };
    const product = { sku: 'GRAFT', lotNumber: null, onHandPieces: 0, code: 'gs1' };
    expect(await found({ text: 'graft' })).toEqual([unit, product]);
    expect(await found({ text: 's-9' })).toEqual([unit]);
    expect(await found({ text: 'sheet b-2' })).toEqual([
      { sku: 'SHEET', lotNumber: 'B-2', onHandPieces: 1, code: 'own' },
    ]);
    expect(await found({ text: '?' })).toEqual([]);
  });

  test('is listed by the units that came in', async () => {
    expect(await found({ stockUnitIds: [unitId] })).toMatchObject([{ lotNumber: 'A-1' }]);
    expect(await found({ stockUnitIds: [] })).toEqual([]);
  });
});

describe('labels', () => {
  test('say the number of a single piece, lot, expiry and serial, as often as wanted', async () => {
    const { value } = await print(wanted());
    expect(value).toMatchObject({ labelCount: 2, pageCount: 2 });
    const pages = await picturesOf(await fileOf(value.digest));
    const read = await Promise.all(pages.map((page) => barcodesIn(page)));
    const raw = `]d201${GTIN}1727033110A-1\u001D21S-9`;
    expect(read).toEqual([[raw], [raw]]);
  });

  test('of a product without a number carry a code of our own, and name no unit if none is wanted', async () => {
    const labels = [{ stockUnitId: null, sku: 'SHEET', copies: 1 }];
    const { value } = await print(wanted({ labels }));
    const [page] = await picturesOf(await fileOf(value.digest));
    expect(page && (await barcodesIn(page))).toEqual([']Q1CT1/SHEET']);
  });

  test('of what is not there any more are refused, naming the places in the list', async () => {
    const labels = [
      { stockUnitId: unitId, sku: 'GRAFT', copies: 1 },
      { stockUnitId: unitId, sku: 'SHEET', copies: 1 },
      { stockUnitId: null, sku: 'GONE', copies: 1 },
    ];
    expect(await print(wanted({ labels }))).toMatchObject({
      ok: false,
      failure: { code: 'Unknown', details: { places: [1, 2] } },
    });
  });

  test('are made only by who moves stock, in numbers that a sheet and a printer can hold', async () => {
    const compliance = await app.signIn('compliance');
    const biller = await app.signIn('biller');
    const asked = [
      await compliance.client['labels.print'](wanted()),
      await biller.client['labels.list']({}),
      await clinic.coordinator.client['labels.print'](wanted({ startAt: 2 })),
      await clinic.coordinator.client['labels.print'](
        wanted({
          labels: Array.from({ length: 4 }, () => ({ ...wanted().labels[0], copies: 500 })),
        }),
      ),
    ];
    expect(asked.map(codeOf)).toEqual(['Forbidden', 'Forbidden', 'InvalidInput', 'InvalidInput']);
  });

  test('are kept for a week, and read only by who may read stock', async () => {
    const { value } = await print(wanted({ startAt: 1 }));
    const biller = await app.signIn('biller');
    expect(codeOf(await app.core.getBytes(biller.session, value.digest))).toBe('Forbidden');
    const before = app.clock.now;
    app.clock.now = new Date(before.getTime() + 8 * 86_400_000);
    const labels = [{ stockUnitId: null, sku: 'GRAFT', copies: 1 }];
    const later = await print(wanted({ labels }));
    const kept = (await allRows(app.database, 'storedFiles')).filter(
      ({ purpose }) => purpose === 'label-sheet',
    );
    app.clock.now = before;
    expect(kept.map(({ digest }) => digest)).toEqual([later.value.digest]);
    expect(app.incidents).toEqual([]);
  });
});
