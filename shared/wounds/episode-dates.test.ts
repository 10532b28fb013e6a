import { expect, test } from 'vitest';
import { countOutside, episodeDatesProblem, recordsOutsideProblem } from './episode-dates.ts';

const bounds = { birthOn: '1950-02-28', deceasedOn: null, today: '2026-03-10' };

const episode = (id: string, startedOn: string, endedOn: string | null) => ({
  id,
  startedOn,
  endedOn,
  endReason: endedOn === null ? null : ('healed' as const),
});

/** Three times in care, the newest first. */
const wound = {
  onsetOn: '2025-12-20',
  episodes: [
    episode('third', '2026-03-01', null),
    episode('second', '2026-02-01', '2026-02-10'),
    episode('first', '2026-01-05', '2026-01-20'),
  ],
};

test.each<[string, string, string | null, string]>([
  ['third', '2026-02-10', null, 'on the very day on which the one before it ended'],
  ['third', '2026-03-10', null, 'today'],
  ['second', '2026-01-20', '2026-03-01', 'from the end of one to the begin of the other'],
  ['second', '2026-02-05', '2026-02-05', 'for a single day'],
  ['first', '2025-12-20', '2026-01-20', 'from the day of the onset'],
])('the %s episode can be from %s to %s: %s', (episodeId, startedOn, endedOn) => {
  expect(episodeDatesProblem({ episodeId, startedOn, endedOn }, wound, bounds)).toBeNull();
});

test.each([
  ['third', '2026-03-11', null, 'ImpossibleDate', 'startedOn', 'is in the future'],
  ['second', '2026-02-01', '2026-03-11', 'ImpossibleDate', 'endedOn', 'is in the future'],
  [
    'first',
    '1950-02-27',
    '2026-01-20',
    'ImpossibleDate',
    'startedOn',
    "before the patient's birth",
  ],
  ['second', '2026-02-09', '2026-02-08', 'ImpossibleDate', 'endedOn', 'before it began'],
  ['first', '2025-12-19', '2026-01-20', 'ImpossibleDate', 'startedOn', 'onset on 2025-12-20'],
  ['third', '2026-02-09', null, 'EpisodesOverlap', 'startedOn', 'before ended on 2026-02-10'],
  ['second', '2026-01-19', '2026-02-10', 'EpisodesOverlap', 'startedOn', 'ended on 2026-01-20'],
  ['second', '2026-02-01', '2026-03-02', 'EpisodesOverlap', 'endedOn', 'began on 2026-03-01'],
  ['first', '2026-01-05', '2026-02-02', 'EpisodesOverlap', 'endedOn', 'began on 2026-02-01'],
])('the %s episode cannot be from %s to %s: %s', (...row) => {
  const [episodeId, startedOn, endedOn, code, field, words] = row;
  const found = episodeDatesProblem({ episodeId, startedOn, endedOn }, wound, bounds);
  expect(found).toEqual({ code, field, problem: expect.stringContaining(words) });
});

test('nothing begins or ends after the patient’s death', () => {
  const dead = { ...bounds, deceasedOn: '2026-03-03' };
  const third = { episodeId: 'third', startedOn: '2026-03-04', endedOn: null };
  expect(episodeDatesProblem(third, wound, dead)?.problem).toContain("after the patient's death");
  expect(episodeDatesProblem({ ...third, startedOn: '2026-03-03' }, wound, dead)).toBeNull();
});

test('a day is outside before the first and after the last, and an episode that goes on has no last', () => {
  const days = ['2026-01-31', '2026-02-01', '2026-02-10', '2026-02-11'];
  expect(countOutside(days, { startedOn: '2026-02-01', endedOn: '2026-02-10' })).toBe(2);
  expect(countOutside(days, { startedOn: '2026-02-01', endedOn: null })).toBe(1);
  expect(countOutside(days, { startedOn: '2026-01-01', endedOn: null })).toBe(0);
});

test.each([
  [0, 0, null],
  [
    1,
    0,
    '1 assessment of this episode lies outside of these dates. Check the dates, or first correct its day or void it.',
  ],
  [
    2,
    3,
    '2 assessments and 3 treatments of this episode lie outside of these dates. Check the dates, or first correct their days or void them.',
  ],
])(
  '%i assessments and %i treatments outside are named by count',
  (assessments, treatments, words) => {
    expect(recordsOutsideProblem(assessments, treatments)).toBe(words);
  },
);
