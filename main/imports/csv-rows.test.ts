import { stringify } from 'csv-stringify/sync';
import { array, assert, asyncProperty, constant, constantFrom, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows, delimiterOf } from './csv-rows.ts';

async function rowsOf(text: string) {
  const rows = [];
  for await (const batch of csvRows(new TextEncoder().encode(text))) rows.push(...batch);
  return rows;
}

test('a row tells the line on which it begins, counted past empty lines and line breaks in quotes', async () => {
  expect(await rowsOf('\uFEFFa,b\r\n1,"x\r\ny"\r\n\r\n2,"say ""hi"""\r\n')).toEqual([
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fields: ['1', 'x\r\ny'] },
    { line: 5, fields: ['2', 'say "hi"'] },
  ]);
});

test.each([
  ['opened and never closed', 'a,b\n1,"x\n2,y\n3,z\n', [2]],
  ['opened, and closed by a later row', 'a,b\n1,"x\n2,"y"\n3,z\n', [2]],
  ['opened twice, far apart', 'a,b\n1,"x\n2,y\n3,"z\n4,w\n', [2, 4]],
  ['inside a word', 'a,b\n1,x"x"\n2,y\n', [2]],
  ['behind a closed field', 'a,b\n1,"x"x\n2,y\n', [2]],
])('a quotation mark %s costs its own line only', async (_where, text, badLines) => {
  const rows = await rowsOf(text);
  const bad = rows.filter(({ fields }) => fields === null).map(({ line }) => line);
  expect(bad).toEqual(badLines);
  const lineCount = text.split('\n').length - 1;
  expect(rows).toHaveLength(lineCount);
});

test('a quotation mark that is never closed does not make a long file slow or lost', async () => {
  const text = `a,b\n1,"x\n${'2,"y"\n'.repeat(20_000)}`;
  const rows = await rowsOf(text);
  expect(rows.filter(({ fields }) => fields !== null)).toHaveLength(20_001);
});

test('whatever csv-stringify writes is read back', async () => {
  const field = string({ unit: constantFrom('a', ' ', ',', '"', '\n', 'é', '😀', ';') });
  const table = array(tuple(constant('x'), field, field), { minLength: 1, maxLength: 20 });
  await assert(
    asyncProperty(table, async (rows) => {
      const read = await rowsOf(stringify(rows));
      expect(read.map(({ fields }) => fields)).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});

test('other work gets its turn while a long file is read', async () => {
  let turns = 0;
  const bytes = new TextEncoder().encode('1234567,1234567\n'.repeat(20_000));
  for await (const batch of csvRows(bytes)) if (batch.length > 0) setImmediate(() => (turns += 1));
  expect(turns).toBeGreaterThan(5);
});

test.for([
  ['a,b,c\n1;2;3;4;5\n', ','],
  ['\uFEFFa;b;c\r\n1,5;2;3\r\n', ';'],
  ['a\tb\tc\n', '\t'],
  ['"a, b, c, d";e;f\n', ';'],
  ['only\n', ','],
  ['', ','],
] as const)('the header %j tells what stands between fields', async ([text, delimiter]) => {
  expect(delimiterOf(new TextEncoder().encode(text))).toBe(delimiter);
});

test('fields between semicolons may hold commas, quotes and line breaks', async () => {
  const bytes = new TextEncoder().encode('a;b\n1,5;"x;\ny"\n"2";3\n');
  const rows = [];
  for await (const batch of csvRows(bytes, ';')) rows.push(...batch);
  expect(rows.map(({ fields }) => fields)).toEqual([
    ['a', 'b'],
    ['1,5', 'x;\ny'],
    ['2', '3'],
  ]);
});
