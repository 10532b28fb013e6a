import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearSpent } from '../main/imports/spent-sources.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openProductLists, type ProductLists } from './product-lists.ts';

let app: TestCore;
let lists: ProductLists;
beforeAll(async () => {
  app = await openTestCore();
  lists = await openProductLists(app);
});
afterAll(() => app.close());

const LIST = 'SKU,Name\nFOAM,Foam dressing\n';

test('a template names the columns and holds no product', async () => {
  const { text, productCount } = await lists.exported('template');
  expect(productCount).toBe(0);
  const preview = await lists.previewOf(await lists.stored(text));
  expect(preview.columns.every(({ field }) => field !== null)).toBe(true);
  expect(preview).toMatchObject({ hasSku: true, added: { count: 0 }, refused: { count: 0 } });
});

test('what the catalogue writes no spreadsheet runs or spoils, and it is taken back without a change', async () => {
  valueOf(await lists.client['products.add']({ sku: 'FILM', name: 'Film' }));
  valueOf(
    await lists.client['products.add']({
      sku: '00123',
      name: '=SUM(A1:A9)',
      maker: '1/2',
      billingUnit: 'cm2',
      materials: [],
      otherMaterials: '"Zoë", Müller; Söhne',
      packageMm2: 1250,
      identifiers: [{ issuer: 'gs1', deviceIdentifier: '08806388269617', pieces: 12 }],
    }),
  );
  const { text, productCount } = await lists.exported('products');
  expect(productCount).toBe(2);
  expect(text.startsWith('\uFEFFSKU,Name,Maker,')).toBe(true);
  expect(text).toContain(`"=""00123""",'=SUM(A1:A9),"=""1/2""",`);
  expect(await lists.previewOf(await lists.stored(text))).toMatchObject({
    added: { count: 0 },
    changed: { count: 0 },
    unchanged: { count: 2 },
    refused: { count: 0 },
  });
});

test('a list stays for its import after the preview and goes with it, what was written goes in a day', async () => {
  const purposes = async () => {
    const rows = await allRows(app.database, 'storedFiles');
    const all = rows.map((row) => ('purpose' in row ? row.purpose : ''));
    return [...new Set(all)].toSorted();
  };
  const clear = (at: Date) => app.database.transact((tx) => clearSpent(tx, at));
  await clear(new Date(app.clock.now.getTime() + 25 * 3_600_000));
  const file = await lists.stored(LIST);
  const preview = await lists.previewOf(file);
  await lists.exported('template');
  await clear(app.clock.now);
  expect(await purposes()).toEqual(['product-list', 'written-product-list']);
  await lists.importReply(file, preview);
  await clear(app.clock.now);
  expect(await purposes()).toEqual(['written-product-list']);
  await clear(new Date(app.clock.now.getTime() + 25 * 3_600_000));
  expect(await purposes()).toEqual([]);
  expect(await lists.previewReply(file)).toMatchObject({ failure: { code: 'MissingFile' } });
});

test('a list is for whoever may change products; reading the catalogue as a file is for all who may see it', async () => {
  const nurse = await app.signIn('nurse');
  const file = await lists.stored(LIST);
  const put = await app.core.putBytes(nurse.session, 'product-list', new Uint8Array([1]));
  expect(codeOf(put)).toBe('Forbidden');
  expect(codeOf(await app.core.getBytes(nurse.session, file.digest))).toBe('Forbidden');
  for (const reply of [
    await nurse.client['catalogue.preview']({ file }),
    await nurse.client['catalogue.import']({ file, mapping: ['sku'], digest: 'a'.repeat(64) }),
  ])
    expect(codeOf(reply)).toBe('Forbidden');
  expect(codeOf(await nurse.client['catalogue.export']({ content: 'products' }))).toBe('ok');
});
