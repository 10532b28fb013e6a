import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_ITEM_BYTES } from './source-item.ts';
import { sourceItems } from './source-items.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function itemsIn(text: string | Uint8Array, size = 7) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const items = [];
  for await (const item of sourceItems(inPieces(bytes, size), () => true))
    if (item !== 'passed')
      items.push([item.place, item.json?.['id'] ?? null, item.fullUrl, item.problem]);
  return items;
}

const patient = (id: string) => JSON.stringify({ resourceType: 'Patient', id });
const NOT_WHOLE = 'is not whole JSON';

test('lines are read with a byte order mark, CRLF, empty lines and no break at the end', async () => {
  expect(await itemsIn(`\uFEFF${patient('é')}\r\n\r\n${patient('b')}`)).toEqual([
    ['line 1', 'é', null, null],
    ['line 3', 'b', null, null],
  ]);
});

test('a line that is cut in half is refused by its number, and the others are read', async () => {
  const cut = patient('b').slice(0, 20);
  expect(await itemsIn(`${patient('a')}\n${cut}\n${patient('c')}\n`)).toEqual([
    ['line 1', 'a', null, null],
    ['line 2', null, null, NOT_WHOLE],
    ['line 3', 'c', null, null],
  ]);
  expect(await itemsIn(`${cut}\n${patient('c')}\n`)).toEqual([
    ['line 1', null, null, NOT_WHOLE],
    ['line 2', 'c', null, null],
  ]);
});

test.for<[string, string | Uint8Array, string]>([
  [
    'another alphabet than UTF-8',
    Buffer.from('{"id":"f\u00FCr"}\n', 'latin1'),
    'is not text in UTF-8',
  ],
  ['no JSON', 'hello\n', NOT_WHOLE],
  ['a list', '[1]\n', 'is no resource'],
  ['JSON of another kind', '"text"\n', 'is no resource'],
])('a line of %s is refused', async ([, text, problem]) => {
  expect(await itemsIn(text)).toEqual([['line 1', null, null, problem]]);
});

test('a line of more than 16 MB is refused unread, and the next is read', async () => {
  const long = `{"id":"${'x'.repeat(MOST_ITEM_BYTES)}"}`;
  expect(await itemsIn(`${patient('a')}\n${long}\n${patient('b')}\n`, 1024 * 1024)).toEqual([
    ['line 1', 'a', null, null],
    ['line 2', null, null, 'is longer than 16 MB'],
    ['line 3', 'b', null, null],
  ]);
  const bundle = `{"resourceType":"Bundle","entry":[{"resource":${long}},{"resource":${patient('b')}}]}`;
  expect(await itemsIn(bundle, 1024 * 1024)).toEqual([
    ['entry 1', null, null, 'is longer than 16 MB'],
    ['entry 2', 'b', null, null],
  ]);
});

const awkward = fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'entry', '\n', 'é', '😀');
const words = fc
  .array(fc.oneof(awkward, fc.string({ maxLength: 3 })), { maxLength: 8 })
  .map((all) => all.join(''));
const entry = fc.record({
  fullUrl: words,
  resource: fc.record({ resourceType: fc.constant('Patient'), id: words, entry: fc.array(words) }),
});

const cutBundle = fc.record({
  entries: fc.array(entry, { maxLength: 5 }),
  text: words,
  indent: fc.constantFrom(0, 2),
  size: fc.integer({ min: 1, max: 50 }),
});

test('every entry of a Bundle is found, however it is spaced and wherever the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(cutBundle, async ({ entries, text, indent, size }) => {
      const link = [{ relation: text, url: '[{"entry":[' }];
      const bundle = { resourceType: 'Bundle', type: 'collection', link, entry: entries, total: 1 };
      expect(await itemsIn(JSON.stringify(bundle, null, indent), size)).toEqual(
        entries.map(({ fullUrl, resource }, at) => [`entry ${at + 1}`, resource.id, fullUrl, null]),
      );
    }),
    { numRuns: 200 },
  );
});

test('a Bundle that is cut off gives the entries before the cut, and says where it ends', async () => {
  const entries = ['a', 'b', 'c'].map((id) => ({ resource: { resourceType: 'Patient', id } }));
  const bundle = JSON.stringify({ resourceType: 'Bundle', entry: entries }, null, 1);
  expect(await itemsIn(bundle.slice(0, bundle.indexOf('"c"')))).toEqual([
    ['entry 1', 'a', null, null],
    ['entry 2', 'b', null, null],
    ['entry 3', null, null, 'is cut off; the file ends in it'],
  ]);
});

test('one resource over many lines is one, and Bundles may stand on lines', async () => {
  const one = JSON.stringify({ resourceType: 'Patient', id: 'a' }, null, 2);
  expect(await itemsIn(one)).toEqual([['line 1', 'a', null, null]]);
  const bundle = JSON.stringify({
    type: 'batch',
    resourceType: 'Bundle',
    entry: [{ resource: JSON.parse(patient('b')) as unknown }, {}],
  });
  expect(await itemsIn(`${patient('a')}\n${bundle}\n`)).toEqual([
    ['line 1', 'a', null, null],
    ['line 2, entry 1', 'b', null, null],
    ['line 2, entry 2', null, null, 'holds no resource'],
  ]);
});

test('an empty file has nothing in it', async () => {
  expect(await itemsIn('')).toEqual([]);
});
