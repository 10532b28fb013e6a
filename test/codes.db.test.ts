import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  importCodes,
  importedCodes,
  type OrderRow,
  orderFile,
  previewedCodes,
  storedCodes,
} from './code-files.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { endOfJob } from './import-runs.ts';

let app: TestCore;
beforeEach(async () => {
  app = await openTestCore();
});
afterEach(async () => {
  await app.close();
  if (app.incidents.length > 0) throw new Error('An import met an unexpected error');
});

// Twenty codes that stay, so that one that ends is few among many.
const others: readonly OrderRow[] = Array.from({ length: 20 }, (_, at) => [
  `Q${String(10 + at)}`,
  `Other ${at}`,
]);
const year2024: readonly OrderRow[] = [
  ['T8132', 'Disruption of internal wound', 'heading'],
  ['T8132XA', 'Disruption of internal wound, initial'],
  ['T8133XA', 'Disruption of repair, initial'],
  ...others,
];
const year2025: readonly OrderRow[] = [
  ['T8132', 'Disruption of internal wound', 'heading'],
  ['T81320A', 'Disruption of anastomosis, initial'],
  ['T8133XA', 'Disruption of traumatic repair, initial'],
  ...others,
];
const file2024 = { name: 'icd10cm-order-2024.txt', content: orderFile(year2024), mayEndMany: true };
const file2025 = { name: 'icd10cm-order-2025.txt', content: orderFile(year2025) };

const factsOf = async (code: string, on: string) =>
  valueOf(await app.client['codes.lookup']({ codes: [code], on }))[0];
const codeRows = () => allRows(app.database, 'codeSetCodes');

describe('a new site', () => {
  test('finds wound codes before it has imported anything, and says that others may exist', async () => {
    const on = '2026-03-10';
    const found = valueOf(
      await app.client['codes.searchDiagnoses']({ text: 'fat ulcer left heel', on }),
    );
    expect(found).toEqual([
      {
        code: 'L97.422',
        description: 'Non-pressure chronic ulcer of left heel and midfoot with fat layer exposed',
        isBillable: true,
        moreSpecific: 0,
      },
    ]);
    expect(await factsOf('l97422', on)).toMatchObject({
      code: 'L97.422',
      state: 'valid',
      isBillable: true,
      isSetComplete: false,
    });
    expect(await factsOf('A00.0', on)).toMatchObject({ state: 'unknown', isSetComplete: false });
    const [starter, ...more] = valueOf(await app.client['codes.editions']({}));
    expect(starter).toMatchObject({ isStarter: true, isComplete: false, read: 273 });
    expect(more).toEqual([]);
  });

  test('shows a heading that was typed first, with the codes below it, and otherwise billable ones', async () => {
    const search = async (text: string) =>
      valueOf(await app.client['codes.searchDiagnoses']({ text, on: '2026-03-10', limit: 100 }));
    const typed = await search('L97.4');
    expect(typed[0]).toMatchObject({ code: 'L97.4', isBillable: false, moreSpecific: 10 });
    const isBillable = typed.slice(1).map((each) => each.isBillable);
    expect(isBillable).toEqual(isBillable.toSorted((one, other) => Number(other) - Number(one)));
    expect(await search('diabetic foot')).toHaveLength(4);
    expect(await search('bedsore sacral')).toHaveLength(7);
    expect((await search('E')).every(({ code }) => code.startsWith('E'))).toBe(true);
    expect(await search('zebra')).toEqual([]);
    expect(await search("' & ) :*")).toEqual([]);
  });
});

describe('an edition', () => {
  test('counts from its day, and a code that the next one lacks ends the day before that', async () => {
    const first = await importedCodes(app, file2024);
    expect(first).toMatchObject({ effectiveFrom: '2023-10-01', read: 23, isComplete: true });
    const second = await importedCodes(app, file2025);
    expect(second).toMatchObject({
      effectiveFrom: '2024-10-01',
      read: 23,
      added: 1,
      changed: 1,
      unchanged: 21,
      ended: 1,
      skipped: 0,
      refused: 0,
      notes: [],
    });
    expect(await factsOf('T81.32XA', '2024-09-30')).toMatchObject({
      state: 'valid',
      validTo: '2024-09-30',
    });
    expect(await factsOf('T81.32XA', '2024-10-01')).toMatchObject({
      state: 'ended',
      isBillable: false,
      isSetComplete: true,
    });
    expect(await factsOf('T81.320A', '2024-09-30')).toMatchObject({ state: 'notYet' });
    expect(await factsOf('T81.33XA', '2024-09-30')).toMatchObject({
      description: 'Disruption of repair, initial',
    });
    expect(await factsOf('T81.33XA', '2024-10-01')).toMatchObject({
      description: 'Disruption of traumatic repair, initial',
    });
    expect(await factsOf('B99', '2024-10-01')).toMatchObject({
      state: 'unknown',
      isSetComplete: true,
    });
  });

  test('changes nothing when its file is imported again, packed or not', async () => {
    await importedCodes(app, file2024);
    await importedCodes(app, file2025);
    const before = [await codeRows(), await allRows(app.database, 'codeSetEditions')];
    app.clock.now = new Date('2026-04-01T15:00:00Z');
    const again = await importedCodes(app, file2025);
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 23, ended: 0 });
    expect([await codeRows(), await allRows(app.database, 'codeSetEditions')]).toEqual(before);
    const packed = gzipSync(file2025.content);
    const other = await importedCodes(app, { name: 'icd10cm-order-2025.txt.gz', content: packed });
    expect(other).toMatchObject({ added: 0, changed: 0, unchanged: 23, ended: 0 });
    expect(await codeRows()).toEqual(before[0]);
  });

  test('lands where it belongs when it comes after a later one', async () => {
    await importedCodes(app, file2024);
    await importedCodes(app, file2025);
    const inOrder = await codeRows();
    await app.close();
    app = await openTestCore();
    await importedCodes(app, { ...file2025, mayEndMany: true });
    const late = await importedCodes(app, file2024);
    expect(late.notes).toEqual(['A later edition is here: this one counts until 2024-09-30.']);
    expect(await codeRows()).toEqual(expect.arrayContaining(inOrder));
    expect(await codeRows()).toHaveLength(inOrder.length);
  });

  test('is compared before anything of it is written', async () => {
    await importedCodes(app, file2024);
    const before = await codeRows();
    const preview = await previewedCodes(app, file2025);
    expect(preview).toMatchObject({
      added: 1,
      changed: 1,
      unchanged: 21,
      ended: 1,
      endsMany: false,
    });
    expect(preview.samples[0]).toEqual({
      code: 'T8132',
      description: 'Disruption of internal wound',
    });
    expect(await codeRows()).toEqual(before);
  });

  test('that lacks many codes is refused until somebody says that it is whole', async () => {
    await importedCodes(app, file2024);
    const before = await codeRows();
    const cut = { name: 'icd10cm-order-2025.txt', content: orderFile(year2025.slice(0, 12)) };
    expect(await importCodes(app, cut)).toMatchObject({ failure: { code: 'EndsMany' } });
    expect(await codeRows()).toEqual(before);
    expect(valueOf(await app.client['codes.editions']({}))).toHaveLength(2);
    expect(await importedCodes(app, { ...cut, mayEndMany: true })).toMatchObject({ ended: 12 });
  });

  test('with a line that cannot be read ends nothing', async () => {
    await importedCodes(app, file2024);
    const content = `${orderFile(year2025)}00024 T8139XA 1 Disruption of`;
    const report = await importedCodes(app, { ...file2025, content });
    expect(report).toMatchObject({ read: 24, refused: 1, ended: 0, isComplete: false });
    expect(report.refusedLines).toEqual([
      { line: 24, reason: 'is too short: the long description is missing' },
    ]);
    expect(await factsOf('T81.32XA', '2024-10-01')).toMatchObject({ state: 'valid' });
  });
});

test.for([
  ['is empty', '', 'is empty'],
  ['holds no line', '\n\n', 'is not'],
  ['is a list of something else', 'a;b\n1;2\n', 'is not'],
  ['is a page', '<html><body>Not found</body></html>', 'is not'],
  ['is cut off in its compressed form', gzipSync(orderFile(year2024)).subarray(0, 90), 'cut off'],
  ['is a ZIP', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'ZIP'],
] as const)('a file that %s is refused, and nothing is written', async ([, content, words]) => {
  const before = await codeRows();
  const reply = await importCodes(app, { ...file2024, content });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'UnreadableFile' } });
  expect(JSON.stringify(reply)).toContain(words);
  expect(await codeRows()).toEqual(before);
  expect(valueOf(await app.client['codes.editions']({}))).toHaveLength(1);
});

const CSV = 'code,long_description,billing_unit\nQ4101,"Apligraf, per cm",cm2\nD0120,Exam,each\n';

test('a selection ends no code, and no edition goes in before it', async () => {
  const list = { codeSet: 'hcpcs', name: 'wound-2025-10.csv', content: CSV } as const;
  expect(await importedCodes(app, list)).toMatchObject({
    read: 2,
    added: 1,
    skipped: 1,
    ended: 0,
    isComplete: false,
    effectiveFrom: '2025-10-01',
  });
  const more = CSV.replace('Q4101', 'Q4102');
  await importedCodes(app, { ...list, name: 'wound-2026-01.csv', content: more });
  const facts = valueOf(
    await app.client['codes.lookupProcedures']({ codes: ['q4101', 'A0001'], on: '2026-02-01' }),
  );
  expect(facts).toMatchObject([
    { code: 'Q4101', state: 'valid', billingUnit: 'cm2', description: 'Apligraf, per cm' },
    { code: 'A0001', state: 'unknown', isSetComplete: false },
  ]);
  const earlier = { ...list, name: 'wound-2025-07.csv', content: `${CSV}Q4103,Other,cm2\n` };
  expect(await importCodes(app, earlier)).toMatchObject({ failure: { code: 'LaterSelection' } });
});

test('the day of an edition is asked for where its name does not tell it', async () => {
  const nameless = { ...file2024, name: 'codes.txt' };
  expect(await importCodes(app, nameless)).toMatchObject({
    failure: { code: 'EffectiveDateNeeded' },
  });
  expect(await importedCodes(app, { ...nameless, effectiveFrom: '2023-10-01' })).toMatchObject({
    effectiveFrom: '2023-10-01',
  });
});

test('an import that is stopped goes on where it was, and until then no other edition goes in', async () => {
  const many: readonly OrderRow[] = Array.from({ length: 900 }, (_, at) => [
    `R${String(1000 + at)}`,
    `Sign ${at}`,
  ]);
  const file = { ...file2024, content: orderFile(many) };
  const input = { ...(await storedCodes(app, file)), mayEndMany: true };
  let jobId = '';
  const stopped = endOfJob(app, (event) => {
    jobId = event.jobId;
    if (event.done > 0) void app.client['jobs.cancel']({ jobId });
  });
  valueOf(await app.client['codes.import'](input));
  expect(await stopped).toMatchObject({ state: 'cancelled' });
  expect(await importCodes(app, file2025)).toMatchObject({ failure: { code: 'Unfinished' } });
  const ended = endOfJob(app);
  valueOf(await app.client['jobs.resume']({ jobId }));
  expect(await ended).toMatchObject({ state: 'done' });
  const [edition] = valueOf(await app.client['codes.editions']({}));
  expect(edition).toMatchObject({ isFinished: true, read: 900, added: 900, ended: 273 });
});

test('whoever may not import may search and look up, and no more', async () => {
  const { client } = await app.signIn('nurse');
  expect(codeOf(await client['codes.import'](await storedCodes(app, file2024)))).toBe('Forbidden');
  expect(codeOf(await client['codes.preview'](await storedCodes(app, file2024)))).toBe('Forbidden');
  const on = '2026-03-10';
  expect(codeOf(await client['codes.searchDiagnoses']({ text: 'ulcer', on }))).toBe('ok');
});
