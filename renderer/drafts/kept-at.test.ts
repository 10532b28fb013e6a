import { expect, test } from 'vitest';
import { keptAt } from './kept-at.ts';

const site = { today: '2026-11-22', timeZone: 'America/New_York' };

test('a draft of today shows its time, an older one its day too', () => {
  expect(keptAt('2026-11-22T16:52:00Z', site)).toBe('11:52');
  expect(keptAt('2026-11-21T16:52:00Z', site)).toBe('21 Nov 2026, 11:52');
});

test('today is the day of the site: late in the evening there, the next day has begun elsewhere', () => {
  expect(keptAt('2026-11-23T03:10:00Z', site)).toBe('22:10');
});
