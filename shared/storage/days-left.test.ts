import { describe, expect, test } from 'vitest';
import { daysLeft, isRoomShort, LOW_BYTES, type SpaceSample } from './days-left.ts';

const GB = 1024 ** 3;

function samples(freeGb: readonly number[]): readonly SpaceSample[] {
  return freeGb.map((free, at) => ({
    day: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
    usedBytes: 0,
    freeBytes: free * GB,
  }));
}

describe('how many days the room lasts', () => {
  test('is what is left at the pace of the days that are known', () => {
    expect(daysLeft(samples([110, 109, 108, 107, 106, 105, 104, 103, 102, 101, 100]))).toBe(100);
  });

  test('is not guessed from less than a week', () => {
    expect(daysLeft([])).toBeNull();
    expect(daysLeft(samples([100]))).toBeNull();
    expect(daysLeft(samples([100, 90, 80, 70, 60, 50, 40]))).toBeNull();
  });

  test('is no question where the room does not shrink', () => {
    expect(daysLeft(samples([100, 100, 100, 100, 100, 100, 100, 100, 100]))).toBeNull();
    expect(daysLeft(samples([100, 90, 80, 70, 60, 50, 40, 30, 120]))).toBeNull();
  });

  test('is none when nothing is left', () => {
    expect(daysLeft(samples([80, 70, 60, 50, 40, 30, 20, 10, 0]))).toBe(0);
  });
});

test('room is short below a gigabyte, or when it lasts less than a month', () => {
  expect(isRoomShort(LOW_BYTES - 1, null)).toBe(true);
  expect(isRoomShort(500 * GB, null)).toBe(false);
  expect(isRoomShort(500 * GB, 29)).toBe(true);
  expect(isRoomShort(500 * GB, 30)).toBe(false);
});
