import { expect, test } from 'vitest';
import {
  closingProblem,
  type DateBounds,
  reopeningProblem,
  woundDatesProblem,
} from './wound-dates.ts';

const bounds = { birthOn: '1950-02-28', deceasedOn: null, today: '2026-03-10' };
const dead = { ...bounds, deceasedOn: '2026-02-01' };

test.for<[string | null, string, DateBounds, string]>([
  [null, '2026-03-10', bounds, 'fits'],
  ['1950-02-28', '2026-03-10', bounds, 'fits'],
  ['2026-03-10', '2026-03-10', bounds, 'fits'],
  ['2026-03-11', '2026-03-10', bounds, 'onset on 2026-03-11 is in the future'],
  ['1950-02-27', '2026-03-10', bounds, "before the patient's birth"],
  [null, '2026-03-11', bounds, 'begin of care on 2026-03-11 is in the future'],
  ['2026-03-05', '2026-03-04', bounds, "before the wound's onset on 2026-03-05"],
  ['2026-01-01', '2026-02-01', dead, 'fits'],
  ['2026-01-01', '2026-02-02', dead, "after the patient's death"],
])('onset on %s, care from %s', ([onsetOn, careStartedOn, within, words]) => {
  expect(woundDatesProblem({ onsetOn, careStartedOn }, within) ?? 'fits').toContain(words);
});

test.for<[string, string | null, DateBounds, string]>([
  ['2026-03-01', null, bounds, 'fits'],
  ['2026-03-10', '2026-03-10', bounds, 'fits'],
  ['2026-03-11', null, bounds, 'in the future'],
  ['2026-02-28', null, bounds, 'cannot end on 2026-02-28'],
  ['2026-03-04', '2026-03-05', bounds, 'assessed on 2026-03-05'],
  ['2026-03-04', null, { ...dead, deceasedOn: '2026-03-03' }, "after the patient's death"],
])(
  'care from 2026-03-01 ends on %s, last assessed on %s',
  ([endedOn, lastAssessedOn, within, words]) => {
    const episode = { startedOn: '2026-03-01', lastAssessedOn };
    expect(closingProblem(endedOn, episode, within) ?? 'fits').toContain(words);
  },
);

test.for<[string, string | null, string]>([
  ['2026-03-01', '2026-03-01', 'fits'],
  ['2026-03-10', null, 'fits'],
  ['2026-02-28', '2026-03-01', 'ended on 2026-03-01'],
  ['2026-03-11', '2026-03-01', 'in the future'],
])('care begins again on %s after %s', ([startedOn, lastEndedOn, words]) => {
  expect(reopeningProblem(startedOn, lastEndedOn, bounds) ?? 'fits').toContain(words);
});
