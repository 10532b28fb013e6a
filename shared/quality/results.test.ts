import { expect, test } from 'vitest';
import { type Answers, checklistKeys } from './checklist.ts';
import { resultsOf } from './results.ts';

const allMet: Answers = Object.fromEntries(checklistKeys.map((key) => [key, 'met']));
const review = (over: object) => ({
  month: '2026-03',
  userId: 'u1',
  name: 'Nora',
  answers: allMet,
  findings: 0,
  ...over,
});

test('reviews are counted by month, by question and by who recorded', () => {
  const results = resultsOf([
    review({ month: '2026-04' }),
    review({ answers: { ...allMet, lotTraced: 'notMet' }, findings: 1 }),
    review({ userId: 'u2', name: 'Ann', answers: { ...allMet, lotTraced: 'notApplicable' } }),
  ]);
  expect(results.months).toEqual([
    { month: '2026-03', reviewed: 2, findings: 1, met: 18, notMet: 1, notApplicable: 1 },
    { month: '2026-04', reviewed: 1, findings: 0, met: 10, notMet: 0, notApplicable: 0 },
  ]);
  expect(results.items.find(({ itemKey }) => itemKey === 'lotTraced')).toEqual({
    itemKey: 'lotTraced',
    met: 1,
    notMet: 1,
    notApplicable: 1,
  });
  expect(results.clinicians.map(({ name, reviewed, notMet }) => [name, reviewed, notMet])).toEqual([
    ['Ann', 1, 0],
    ['Nora', 2, 1],
  ]);
});

test('without reviews every question stands there with nothing counted', () => {
  const { months, items, clinicians } = resultsOf([]);
  expect([months, clinicians]).toEqual([[], []]);
  expect(items.map(({ met, notMet }) => met + notMet)).toEqual(checklistKeys.map(() => 0));
});
