import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeLine, entryHead, parseChange } from '../shared/sync/line.ts';
import { plainChange, plainHead } from '../shared/sync/plain-line.ts';

const USER = '0199aaaa-0000-4000-8000-000000000001';

const number = fc.oneof(fc.nat(), fc.double(), fc.constantFrom(0, -1, 1.5, 2 ** 53, null, '1'));
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', 'x', '1'.repeat(19), '1'.repeat(20), 'x'.repeat(63), 'x'.repeat(64)),
  fc.constantFrom('xx', 'x'.repeat(2000), 'x'.repeat(2001), null, 1),
);
const uuid = fc.oneof(
  fc.uuid(),
  fc.constantFrom(null, USER, USER.toUpperCase(), '00000000-0000-0000-0000-000000000000', 'x'),
);
const object = fc.oneof(
  fc.dictionary(fc.string(), fc.string()),
  fc.dictionary(fc.string(), fc.jsonValue()),
  fc.constantFrom([], null, JSON.parse('{"__proto__":"1"}')),
);

const CHANGE = {
  n: 1,
  t: 2,
  s: '7',
  k: 'sites',
  r: '["x"]',
  o: 'i',
  b: {},
  v: {},
  u: USER,
  m: 310,
};
const HEAD = { q: 1, d: USER, s: '7', x: 'applied', a: 0 };

/** Something sound but for one field, which may be anything or missing. */
function altered(sound: object, fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  const ways = Object.entries(fields).map(([name, value]) =>
    fc.oneof(
      value.map((each) => ({ ...sound, [name]: each })),
      fc.constant(Object.fromEntries(Object.entries(sound).filter(([own]) => own !== name))),
    ),
  );
  return fc.oneof(...ways);
}

const changes = altered(CHANGE, {
  n: number,
  t: number,
  s: text,
  k: text,
  r: text,
  o: fc.constantFrom('i', 'u', 'd', 'x', null),
  b: object,
  v: object,
  u: uuid,
  m: number,
  later: fc.jsonValue(),
});
const heads = altered(HEAD, {
  q: number,
  d: uuid,
  s: text,
  x: fc.constantFrom('applied', 'merged', 'held', 'quarantined', 'waiting', 'other', 1),
  a: number,
});

test('what is read as a plain change is just what the schema makes of it', () => {
  fc.assert(
    fc.property(changes, (value) => {
      const plain = plainChange(value);
      expect(plain ?? 'the schema decides').toEqual(
        plain ? changeLine.parse(value) : 'the schema decides',
      );
    }),
    { numRuns: 3000 },
  );
});

test('so is the head of an entry', () => {
  fc.assert(
    fc.property(heads, (value) => {
      const plain = plainHead(value);
      expect(plain ?? 'the schema decides').toEqual(
        plain ? entryHead.parse(value) : 'the schema decides',
      );
    }),
    { numRuns: 3000 },
  );
});

test('a change as devices write it is plain, and what a later release adds is left out', () => {
  expect(plainChange(CHANGE)).toEqual(CHANGE);
  expect(plainHead(HEAD)).toEqual(HEAD);
  expect(parseChange(JSON.stringify({ ...CHANGE, later: true }))).toEqual(CHANGE);
});
