import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../base/civil-date.ts';
import { windowsOf, windowWith } from './application-window.ts';

const FIRST = '2026-01-05';
const day = (offset: number) => addDays(FIRST, offset);

describe('a window of applications', () => {
  // A 12-week episode that begins on day 0 holds the days 0 to 83.
  test.for([
    ['its last day', [0, 83], [[0, 83]]],
    ['the day after its end', [0, 84], [[0], [84]]],
    ['a second window that begins late and holds its own 12 weeks', [0, 90, 173], [[0], [90, 173]]],
    ['and the day after that one', [0, 90, 174], [[0], [90], [174]]],
    ['two pieces on one day, which are one application', [0, 0, 7], [[0, 7]]],
    ['days in any order', [14, 0, 7], [[0, 7, 14]]],
    ['nothing', [], []],
  ] as const)('holds %s', ([, offsets, expected]) => {
    const windows = windowsOf(offsets.map(day), 12);
    expect(windows.map(({ days }) => days)).toEqual(expected.map((each) => each.map(day)));
  });

  test('says its first and last day', () => {
    expect(windowsOf([FIRST], 12)).toEqual([
      { startsOn: FIRST, endsOn: '2026-03-29', days: [FIRST] },
    ]);
    expect(windowsOf([FIRST], 1)[0]?.endsOn).toBe('2026-01-11');
  });

  test('lasts as long as the episode of care where no weeks are named', () => {
    const [only, ...others] = windowsOf([day(400), FIRST], null);
    expect(only).toEqual({ startsOn: FIRST, endsOn: null, days: [FIRST, day(400)] });
    expect(others).toEqual([]);
  });

  test('holds an application that is thought of, once, whether it is there already or not', () => {
    expect(windowWith([FIRST], day(7), 12).days).toEqual([FIRST, day(7)]);
    expect(windowWith([FIRST, day(7)], day(7), 12).days).toEqual([FIRST, day(7)]);
    expect(windowWith([FIRST], day(84), 12).days).toEqual([day(84)]);
  });

  test('holds every day once, none outside its weeks, and never ends before the next begins', () => {
    const offsets = fc.array(fc.nat(700), { maxLength: 40 });
    fc.assert(
      fc.property(offsets, fc.integer({ min: 1, max: 30 }), (drawn, weeks) => {
        const days = drawn.map(day);
        const windows = windowsOf(days, weeks);
        expect(windows.flatMap((each) => each.days)).toEqual([...new Set(days)].toSorted());
        windows.forEach((window, index) => {
          expect(window.endsOn).toBe(addDays(window.startsOn, weeks * 7 - 1));
          expect(window.days[0]).toBe(window.startsOn);
          expect((window.days.at(-1) ?? '') <= (window.endsOn ?? '')).toBe(true);
          expect((windows[index + 1]?.startsOn ?? '9999') > (window.endsOn ?? '')).toBe(true);
        });
      }),
    );
  });
});
