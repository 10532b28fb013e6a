import { afterAll, beforeAll, expect, test } from 'vitest';
import { shiftOfPrinter } from '../main/billing-paper/actions.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';
import { printedPages } from './printed-pages.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());

const NOBODY = '0199aaaa-0000-7000-8000-00000000dead';
const typed = { printerName: 'Front desk', rightUm: 1500, downUm: -2000 };

async function added(printerName: string) {
  return valueOf(await app.client['printOffsets.add']({ ...typed, printerName }));
}

async function alignmentPage(printOffsetId: string | null): Promise<unknown> {
  return jobReply(app, app.client['claims1500.alignmentPage']({ printOffsetId }));
}

test('a printer is told from others by its name, corrected by version, and forgotten', async () => {
  const { id: printOffsetId } = await added('Front desk');
  expect(
    codeOf(await app.client['printOffsets.add']({ ...typed, printerName: 'FRONT  desk' })),
  ).toBe('NameTaken');
  const change = { ...typed, printOffsetId, seen: 1, printerName: 'Back office', downUm: 0 };
  const corrected = valueOf(await app.client['printOffsets.correct'](change));
  expect(corrected).toEqual({
    id: printOffsetId,
    printerName: 'Back office',
    rightUm: 1500,
    downUm: 0,
    version: 2,
  });
  expect(await app.client['printOffsets.correct'](change)).toMatchObject({
    failure: { code: 'Stale', details: corrected },
  });
  expect(
    codeOf(await app.client['printOffsets.correct']({ ...change, printOffsetId: NOBODY })),
  ).toBe('UnknownPrinter');
  expect(codeOf(await app.client['printOffsets.remove']({ printOffsetId, seen: 1 }))).toBe('Stale');
  expect(valueOf(await app.client['printOffsets.remove']({ printOffsetId, seen: 2 }))).toEqual({
    printOffsetId,
  });
  expect(valueOf(await app.client['printOffsets.list']({}))).toEqual([]);
});

test.for([
  ['no name', { printerName: ' ' }, 'printerName'],
  ['more than an inch', { rightUm: 25_401 }, 'rightUm'],
  ['a part of a micrometre', { downUm: 0.5 }, 'downUm'],
] as const)('a printer is refused with %s', async ([, wrong, field]) => {
  const reply = await app.client['printOffsets.add']({ ...typed, ...wrong });
  expect(reply).toMatchObject({ failure: { code: 'InvalidInput', fields: [{ field }] } });
});

test('the alignment page is shifted as the printer is, and is one of letter paper', async () => {
  const { id } = await added('Claims printer');
  const made = (await alignmentPage(id)) as { ok: boolean; value: { digest: string } };
  expect(made).toMatchObject({ ok: true, value: { pageCount: 1 } });
  const bytes = valueOf(await app.core.getBytes(app.administrator, made.value.digest));
  const [page] = await printedPages(bytes);
  expect(page).toMatchObject({ width: 612, height: 792 });
  expect(page?.text).toContain('1.5 mm to the right, -2 mm down');
  expect(await alignmentPage(null)).toMatchObject({ ok: true });
  expect(await alignmentPage(NOBODY)).toMatchObject({ failure: { code: 'UnknownPrinter' } });
});

test('who prints asks for the shift of a printer, none, or one that is gone', async () => {
  const { id } = await added('Tray 2');
  const shift = (of: string | null) => app.database.read((db) => shiftOfPrinter(db, of));
  expect(await shift(id)).toEqual({ rightUm: 1500, downUm: -2000 });
  expect(await shift(null)).toEqual({ rightUm: 0, downUm: 0 });
  expect(await shift(NOBODY)).toBeUndefined();
});
