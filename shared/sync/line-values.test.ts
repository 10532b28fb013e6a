import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesText } from './line-values.ts';

test('the text of the values is theirs to the letter', () => {
  const line = String.raw`{"n" : 1, "b": {"v": {"x": 1}}, "v" : {"a": 1.50, "b": "}\",\\"}, "u": null}`;
  expect(valuesText(line)?.trim()).toBe(String.raw`{"a": 1.50, "b": "}\",\\"}`);
});

test('of two the last counts, and where there is none there is none', () => {
  expect(valuesText('{"v":{"a":1},"v":{"a":2}}')).toBe('{"a":2}');
  expect(valuesText('{"n":1,"b":{"v":1}}')).toBeNull();
  expect(valuesText('{"\\u0076":{"a":1}}')).toBeNull();
});

test('whatever a line holds, its values are found', () => {
  const value = fc.dictionary(fc.string(), fc.jsonValue());
  const line = fc.record({ n: fc.nat(), b: value, r: fc.string(), v: value, u: fc.string() });
  fc.assert(
    fc.property(line, fc.constantFrom(undefined, 1), (one, indent) => {
      const text = valuesText(JSON.stringify(one, null, indent));
      expect(JSON.parse(text ?? 'null')).toEqual(JSON.parse(JSON.stringify(one.v)));
    }),
    { numRuns: 2000 },
  );
});
