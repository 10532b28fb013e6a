import { expect, test } from 'vitest';
import { isEcho, type Press } from './settling-guard.ts';

const tap = (x: number, y: number): Press => ({ kind: 'pointer', x, y, isTouch: true });
const click = (x: number, y: number): Press => ({ kind: 'pointer', x, y, isTouch: false });
const key = (name: string, isRepeat = false): Press => ({ kind: 'key', key: name, isRepeat });

test('a second tap at the same place soon after the screen changed is an echo', () => {
  const change = { atMs: 1000, cause: tap(300, 200) };
  expect(isEcho(tap(310, 190), change, 1400)).toBe(true);
});

test('a mouse strays less than a finger', () => {
  const change = { atMs: 1000, cause: click(300, 200) };
  expect(isEcho(click(304, 197), change, 1100)).toBe(true);
  expect(isEcho(click(300, 216), change, 1100)).toBe(false);
});

test('a tap elsewhere, or one that comes later, is meant', () => {
  const change = { atMs: 1000, cause: tap(300, 200) };
  expect(isEcho(tap(330, 200), change, 1100)).toBe(false);
  expect(isEcho(tap(300, 200), change, 1500)).toBe(false);
});

test('the same key soon after the screen changed is an echo; another key, or a tap, is not', () => {
  const change = { atMs: 1000, cause: key('Enter') };
  expect(isEcho(key('Enter'), change, 1300)).toBe(true);
  expect(isEcho(key('Enter'), change, 1400)).toBe(false);
  expect(isEcho(key(' '), change, 1100)).toBe(false);
  expect(isEcho(tap(300, 200), change, 1100)).toBe(false);
});

test('a key still held down is an echo for as long as it is held', () => {
  const change = { atMs: 1000, cause: key('Enter') };
  expect(isEcho(key('Enter', true), change, 9000)).toBe(true);
});

test('nothing is an echo where no press changed the screen', () => {
  expect(isEcho(tap(0, 0), { atMs: 1000, cause: null }, 1001)).toBe(false);
});
