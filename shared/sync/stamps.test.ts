import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainAfter, nextChain } from './chain.ts';
import { clampStamp, formatStamp, MOST_AHEAD_MS, parseStamp, stampAt, stampMs } from './stamps.ts';

const nowMs = Date.UTC(2026, 2, 10);

test('a stamp that is not too far ahead counts as it is', () => {
  const clock = { nowMs, maxStamp: 0n };
  for (const stamp of [0n, stampAt(nowMs - 1e9), stampAt(nowMs), stampAt(nowMs + MOST_AHEAD_MS)])
    expect(clampStamp(stamp, clock)).toBe(stamp);
});

test('a stamp too far ahead becomes the next after all that the server knows', () => {
  const ahead = stampAt(nowMs + MOST_AHEAD_MS) + 1n;
  expect(clampStamp(ahead, { nowMs, maxStamp: 0n })).toBe(stampAt(nowMs));
  const maxStamp = stampAt(nowMs) + 7n;
  expect(clampStamp(ahead, { nowMs, maxStamp })).toBe(maxStamp + 1n);
});

test('changes of one device keep their order through the clamp', () => {
  const rising = fc.array(fc.bigInt({ min: 0n, max: stampAt(nowMs * 2) }), { maxLength: 20 });
  fc.assert(
    fc.property(rising, (stamps) => {
      let maxStamp = 0n;
      const counted = stamps
        .toSorted((a, b) => (a < b ? -1 : 1))
        .filter((stamp, place, all) => stamp !== all[place - 1])
        .map((stamp) => {
          const counts = clampStamp(stamp, { nowMs, maxStamp });
          maxStamp = counts > maxStamp ? counts : maxStamp;
          return counts;
        });
      expect(counted.every((each, place) => each > (counted[place - 1] ?? -1n))).toBe(true);
    }),
  );
});

test('nineteen digits are read and written without loss', () => {
  expect(formatStamp(parseStamp('9223372036854775807'))).toBe('9223372036854775807');
  expect(stampMs(stampAt(nowMs) + 65_535n)).toBe(nowMs);
});

test('a chain depends on every line and their order', () => {
  const digest = (text: string) => `<${text}>`;
  expect(chainAfter('', ['a', 'b'], digest)).toBe(
    nextChain(nextChain('', 'a', digest), 'b', digest),
  );
  expect(chainAfter('', ['a', 'b'], digest)).not.toBe(chainAfter('', ['b', 'a'], digest));
  expect(chainAfter('x', [], digest)).toBe('x');
});
