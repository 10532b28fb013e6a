import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  claimControlNumber,
  interchangeControlNumber,
  type NumberBlock,
  numbersLeft,
  takeNumbers,
} from './number-block.ts';

const block = (id: string, firstNumber: number, lastNumber: number): NumberBlock => ({
  id,
  firstNumber,
  lastNumber,
  nextNumber: firstNumber,
});

describe('a computer’s numbers', () => {
  test('come in order, from one block into the next', () => {
    const blocks = [block('b', 101, 110), block('a', 1, 3)];
    expect(takeNumbers(blocks, 5)).toEqual({
      numbers: [1, 2, 3, 101, 102],
      changed: [
        { ...block('a', 1, 3), nextNumber: 4 },
        { ...block('b', 101, 110), nextNumber: 103 },
      ],
    });
  });

  test('are taken all or not at all', () => {
    expect(takeNumbers([block('a', 1, 3)], 4)).toBeNull();
    expect(takeNumbers([], 1)).toBeNull();
    expect(takeNumbers([], 0)).toEqual({ numbers: [], changed: [] });
  });

  test('are never given twice, by one computer or by two with blocks of their own', () => {
    const wishes = fc.array(fc.record({ device: fc.nat(2), count: fc.nat(20) }), { maxLength: 60 });
    fc.assert(
      fc.property(wishes, (drawn) => {
        const held = [0, 1, 2].map((device) => [
          block(`${device}`, device * 100 + 1, device * 100 + 60),
          block(`${device} again`, device * 100 + 1001, device * 100 + 1060),
        ]);
        const given: number[] = [];
        for (const { device, count } of drawn) {
          const blocks = held[device] ?? [];
          const taken = takeNumbers(blocks, count);
          const isEnough = numbersLeft(blocks) >= count;
          expect(taken?.numbers.length ?? null).toBe(isEnough ? count : null);
          given.push(...(taken?.numbers ?? []));
          const changedOf = (id: string) => taken?.changed.find((one) => one.id === id);
          held[device] = blocks.map((one) => changedOf(one.id) ?? one);
        }
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });

  test('are written as a claim and an interchange hold them', () => {
    expect(claimControlNumber(42)).toBe('CT000000042');
    expect(interchangeControlNumber(42)).toBe('000000042');
  });
});
