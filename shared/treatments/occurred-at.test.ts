import { expect, test } from 'vitest';
import { occurredAt } from './occurred-at.ts';

const recorded = {
  dateApplied: '2026-03-10',
  appliedAt: null,
  createdAt: '2026-03-10T15:00:00.000Z',
};

test.for<[string, object, string, string]>([
  [
    'the time that was said',
    { appliedAt: '2026-03-09T13:00:00.000Z', dateApplied: '2026-03-09' },
    'America/New_York',
    '2026-03-09T13:00:00.000Z',
  ],
  ['the time of recording, on the same day', {}, 'America/New_York', '2026-03-10T15:00:00.000Z'],
  [
    'the end of its day, written down on the next',
    { dateApplied: '2026-03-09' },
    'America/New_York',
    '2026-03-10T03:59:00.000Z',
  ],
  [
    'the end of its day where that is yesterday by UTC',
    { dateApplied: '2026-03-10', createdAt: '2026-03-10T11:30:00.000Z' },
    'Pacific/Auckland',
    '2026-03-10T10:59:00.000Z',
  ],
])('a treatment counts at %s', ([, change, timeZone, instant]) => {
  expect(occurredAt({ ...recorded, ...change }, timeZone)).toBe(instant);
});
