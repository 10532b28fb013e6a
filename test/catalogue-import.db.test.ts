import { afterEach, beforeEach, expect, test } from 'vitest';
import { importCatalogue } from '../main/imports/catalogue-import.ts';
import type { JobContext } from '../main/platform/context.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { endOfJob, reportIn, resultOf } from './import-runs.ts';
import { openProductLists, type ProductLists } from './product-lists.ts';

let app: TestCore;
let lists: ProductLists;
beforeEach(async () => {
  app = await openTestCore();
  lists = await openProductLists(app);
});
afterEach(async () => {
  await app.close();
  if (app.incidents.length > 0) throw new Error('An import met an unexpected error');
});

const LIST = `SKU,Name,Maker,Pieces per pack,Class,Device identifiers
FOAM,Foam dressing,Cloudrest,10,dressing,08806388269617
GEL,Gel,Dewfall,ten,topical,
FOAM,Foam dressing twice,,,,
NEW,New film,Clearbrook,,,96385074*5
`;

async function addFoam() {
  return valueOf(
    await lists.client['products.add']({ sku: 'FOAM', name: 'Foam', maker: 'Cloudrest' }),
  );
}

test('a preview says line by line what would be, and nothing of it is', async () => {
  await addFoam();
  const before = await lists.catalogue();
  const preview = await lists.previewOf(await lists.stored(LIST));
  expect(await lists.catalogue()).toEqual(before);
  expect(preview).toMatchObject({
    hasSku: true,
    added: {
      count: 1,
      lines: [
        {
          line: 5,
          sku: 'NEW',
          changes: [
            { label: 'Name', from: '', to: 'New film' },
            { label: 'Maker', from: '', to: 'Clearbrook' },
            { label: 'Device identifiers', from: '', to: 'gs1:00000096385074*5' },
          ],
        },
      ],
    },
    changed: {
      count: 1,
      lines: [
        {
          line: 2,
          sku: 'FOAM',
          changes: [
            { label: 'Name', from: 'Foam', to: 'Foam dressing' },
            { label: 'Class', from: '', to: 'Dressing' },
            { label: 'Pieces per pack', from: '', to: '10' },
            { label: 'Device identifiers', from: '', to: 'gs1:08806388269617' },
          ],
        },
      ],
    },
    unchanged: { count: 0 },
    refused: {
      count: 2,
      lines: [
        { line: 3, sku: 'GEL', reason: 'Pieces per pack is not a whole number' },
        { line: 4, sku: 'FOAM', reason: 'SKU stands on line 2 already' },
      ],
    },
  });
  expect(preview.columns[1]).toEqual({
    header: 'Name',
    field: 'name',
    samples: ['Foam dressing', 'Gel', 'Foam dressing twice'],
  });
});

test('what was shown goes in when it is confirmed, and a second look finds nothing to do', async () => {
  const foam = await addFoam();
  const file = await lists.stored(LIST);
  const report = reportIn(await lists.importReply(file, await lists.previewOf(file)));
  expect(report).toEqual({
    files: [{ file: 'list.csv', read: 4, imported: 2, unchanged: 0, skipped: 0, refused: 2 }],
    refusedRows: [
      { file: 'list.csv', line: 3, reason: 'Pieces per pack is not a whole number' },
      { file: 'list.csv', line: 4, reason: 'SKU stands on line 2 already' },
    ],
    notes: ['1 product added, 1 changed.'],
  });
  const page = valueOf(await lists.client['products.get']({ productId: foam.id }));
  expect(page).toMatchObject({
    id: foam.id,
    name: 'Foam dressing',
    maker: 'Cloudrest',
    piecesPerPack: 10,
    productClass: 'dressing',
    version: 2,
    identifiers: [{ deviceIdentifier: '08806388269617', pieces: 1 }],
  });
  const scanned = { issuer: 'gs1', deviceIdentifier: '96385074' } as const;
  const found = valueOf(await lists.client['products.findByIdentifier'](scanned));
  expect(found).toMatchObject({ product: { sku: 'NEW', version: 1 }, pieces: 5 });
  expect(valueOf(await lists.client['products.find']({ text: 'clearbr' }))).toHaveLength(1);

  const before = await lists.catalogue();
  const again = await lists.previewOf(await lists.stored(LIST));
  expect(again).toMatchObject({
    added: { count: 0 },
    changed: { count: 0 },
    unchanged: { count: 2 },
    refused: { count: 2 },
  });
  const file2 = await lists.stored(LIST);
  expect(reportIn(await lists.importReply(file2, again)).files).toMatchObject([{ imported: 0 }]);
  expect(await lists.catalogue()).toEqual(before);
});

test('where the catalogue changed since the preview all of the import is refused', async () => {
  const foam = await addFoam();
  const file = await lists.stored(LIST);
  const preview = await lists.previewOf(file);
  valueOf(await lists.client['products.keepInStock']({ productId: foam.id }));
  const before = await lists.catalogue();
  expect(await lists.importReply(file, preview)).toMatchObject({
    ok: false,
    failure: { code: 'ChangedMeanwhile' },
  });
  expect(await lists.catalogue()).toEqual(before);
  const now = await lists.stored(LIST);
  expect(reportIn(await lists.importReply(now, await lists.previewOf(now))).files).toMatchObject([
    { imported: 2 },
  ]);
  const [products = []] = await lists.catalogue();
  expect(products.find((row) => 'sku' in row && row.sku === 'FOAM')).toMatchObject({
    stockedSince: app.clock.now.toISOString(),
  });
});

test('columns that nobody knows are said by whoever imports, and choices that cannot be are refused', async () => {
  const file = await lists.stored('Nummer;Bezeichnung;Preis\n7;Verband;1,50\n');
  const guessed = await lists.previewOf(file);
  expect(guessed).toMatchObject({ hasSku: false, added: { count: 0 }, refused: { count: 0 } });
  expect(guessed.columns.map(({ field }) => field)).toEqual([null, null, null]);
  const preview = await lists.previewOf(file, ['sku', 'name', null]);
  expect(preview.added.lines).toMatchObject([{ sku: '7', name: 'Verband' }]);
  for (const wrong of [
    ['sku', 'name'],
    ['sku', 'sku', null],
  ] as const)
    expect(await lists.previewReply(file, [...wrong])).toMatchObject({
      failure: { code: 'WrongColumns' },
    });
  expect(reportIn(await lists.importReply(file, preview)).files).toMatchObject([{ imported: 1 }]);
});

test('an import that was stopped before it wrote has written nothing, and goes on whole', async () => {
  const file = await lists.stored(LIST);
  const preview = await lists.previewOf(file);
  const before = await lists.catalogue();
  const ended = endOfJob(app, ({ jobId }) => void lists.client['jobs.cancel']({ jobId }));
  const { jobId } = valueOf(
    await lists.client['catalogue.import'](lists.confirming(file, preview)),
  );
  expect((await ended).state).toBe('cancelled');
  expect(await lists.catalogue()).toEqual(before);
  const resumed = endOfJob(app);
  valueOf(await lists.client['jobs.resume']({ jobId }));
  expect((await resumed).state).toBe('done');
  expect(reportIn(await resultOf(app, jobId)).notes).toEqual(['2 products added, 0 changed.']);
});

test('an import that was interrupted after it wrote tells what it wrote, and writes nothing again', async () => {
  const cursor = {
    added: 1,
    changed: 2,
    unchanged: 3,
    refused: [{ line: 9, reason: 'SKU is missing' }],
  };
  const file = { name: 'gone/list.csv', digest: 'a'.repeat(64) };
  const asked = { file, mapping: ['sku' as const], digest: 'b'.repeat(64) };
  const context = { cursor, files: app.files } as unknown as JobContext;
  expect(await importCatalogue(asked, context)).toEqual({
    ok: true,
    value: {
      files: [{ file: 'list.csv', read: 7, imported: 3, unchanged: 3, skipped: 0, refused: 1 }],
      refusedRows: [{ file: 'list.csv', line: 9, reason: 'SKU is missing' }],
      notes: ['1 product added, 2 changed.'],
    },
  });
});
