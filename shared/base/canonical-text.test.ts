import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Canonical, canonicalText } from './canonical-text.ts';

test('a text names fields in one order and leaves out what holds nothing', () => {
  const value = { b: 2, a: 'x', none: null, unsaid: undefined, list: [{ z: 1, y: null }, null] };
  expect(canonicalText(value)).toBe('{"a":"x","b":2,"list":[{"z":1},null]}');
});

test('what JSON cannot say is refused', () => {
  expect(() => canonicalText({ a: Number.NaN })).toThrow(RangeError);
  expect(() => canonicalText([Number.POSITIVE_INFINITY])).toThrow(RangeError);
});

// JSON has one zero.
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value): Canonical => JSON.parse(JSON.stringify(value)));

test('equal values have one text, in whatever order their fields came', () => {
  const shuffled = (value: Canonical): Canonical => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each: Canonical) => shuffled(each));
    const fields = Object.entries(value).toReversed();
    return Object.fromEntries(fields.map(([key, each]) => [key, shuffled(each)]));
  };
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalText(shuffled(value))).toBe(canonicalText(value));
    }),
  );
});

test('a text reads back as the value, without the fields that hold nothing', () => {
  const stripped = (value: Canonical): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each: Canonical) => stripped(each));
    const fields = Object.entries(value).filter(([, each]) => each !== null);
    return Object.fromEntries(fields.map(([key, each]) => [key, stripped(each)]));
  };
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalText(value))).toEqual(stripped(value));
    }),
  );
});
