import { expect, test } from 'vitest';
import { MOST_CHANGES } from '../../shared/sync/wire.ts';
import { Refused } from '../refused.ts';
import { readPush } from './read-push.ts';

const USER = '0199aaaa-0000-4000-8000-000000000001';

function line(n: number, t = n, set: object = {}): string {
  const change = { n, t, s: '1', k: 'sites', r: '["x"]', o: 'i', b: {}, v: {}, u: USER, m: 310 };
  return JSON.stringify({ ...change, ...set });
}

function refusal(lines: readonly string[]): string {
  try {
    readPush(lines);
    return 'accepted';
  } catch (error) {
    return error instanceof Refused ? error.refusal.code : 'another error';
  }
}

test('the first change of a transaction says where it ends', () => {
  const changes = readPush([line(4, 6), line(5, 6), line(6, 6), line(7)]);
  expect(changes.map(({ transactionEnd }) => transactionEnd)).toEqual([6, 6, 6, 7]);
});

test('a change that says another end than its transaction means nothing', () => {
  const changes = readPush([line(1, 3), line(2, 2), line(3, 3)]);
  expect(changes.map(({ transactionEnd }) => transactionEnd)).toEqual([3, 3, 3]);
  expect(changes.map(({ change }) => change === null)).toEqual([false, true, false]);
});

test.for([
  ['a field that is missing', line(2, 2, { s: undefined })],
  ['a number as text beside it', line(2, 2, { u: 7 })],
  ['what is no JSON behind the number', '{"n":2,"k":"sites","v":{"name":"ca'],
] as const)('a line with %s is kept as it is, without a meaning', ([, text]) => {
  const [, broken] = readPush([line(1), text, line(3)]);
  expect(broken).toEqual({ line: text, number: 2, transactionEnd: 2, stamp: 0n, change: null });
});

test.for<readonly [string, readonly string[]]>([
  ['text', ['hello']],
  ['a line without a number', ['{"t":1}']],
  ['a number that is none', ['{"n":1.5}']],
  ['numbers that leave one out', [line(1), line(3)]],
  ['numbers that go back', [line(2), line(1)]],
  ['an empty line between', [line(1), '', line(2)]],
  ['a transaction that is cut', [line(1), line(2, 3)]],
])('%s is refused, because nobody could say what was taken', ([, lines]) => {
  expect(refusal(lines)).toBe('malformed');
});

test('more changes than a push may have are refused, unless they are one transaction', () => {
  const numbers = Array.from({ length: MOST_CHANGES + 1 }, (_, place) => place + 1);
  expect(refusal(numbers.map((n) => line(n)))).toBe('tooLarge');
  expect(refusal(numbers.map((n) => line(n, MOST_CHANGES + 1)))).toBe('accepted');
});
