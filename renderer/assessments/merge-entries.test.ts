import { expect, test } from 'vitest';
import { emptyAssessment } from '../../shared/assessments/assessment-entry.ts';
import { withHour } from './ClockEntries.tsx';
import { differingIn, mergeEntries } from './merge-entries.ts';

const base = { ...emptyAssessment('2026-03-10'), length: '4', notes: 'Clean' };

test('two corrections of different fields are both kept', () => {
  const typed = { ...base, length: '4.5' };
  const current = { ...base, undermining: [{ from: 2, to: 5, depth: '1' }] };
  const { merged, taken, disputed } = mergeEntries({ base, typed, current });
  expect(merged).toEqual({ ...typed, undermining: current.undermining });
  expect(taken).toEqual(['undermining']);
  expect(disputed).toEqual([]);
});

test('of two corrections of one field the own stays, and the other is named', () => {
  const typed = { ...base, notes: 'Clean, pink' };
  const current = { ...base, notes: 'Slough at 6' };
  const { merged, disputed } = mergeEntries({ base, typed, current });
  expect(merged.notes).toBe('Clean, pink');
  expect(disputed).toEqual(['notes']);
});

test('lists with the same lines do not differ, and neither does a reason', () => {
  const line = { from: 2, to: 5, depth: '1' };
  const one = { ...base, undermining: [{ ...line }], reason: 'Read again' };
  expect(differingIn(one, { ...base, undermining: [{ ...line }] })).toEqual([]);
});

test('pressing hours fills the line that waits for one, then begins the next', () => {
  const one = withHour([], 2, 'undermining');
  const two = withHour(one, 5, 'undermining');
  const three = withHour(two, 9, 'undermining');
  expect(three).toEqual([
    { from: 2, to: 5, depth: '' },
    { from: 9, to: null, depth: '' },
  ]);
  expect(withHour(withHour([], 3, 'tunnelling'), 6, 'tunnelling').length).toBe(2);
});
