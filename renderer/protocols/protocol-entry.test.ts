import { expect, test } from 'vitest';
import { blankProtocol, entryOf, fieldsOf, newStep, protocolInForm } from './protocol-entry.ts';

const filled = {
  ...blankProtocol('2026-03-10'),
  title: 'Foam',
  etiologies: ['venous' as const],
  source: 'Own',
  steps: [{ ...newStep, instruction: 'Foam', repeatsEveryDays: '7' }],
};

test('what was saved and is shown again is the same', () => {
  const step = {
    id: 'a',
    instruction: 'Foam',
    kind: 'treatment' as const,
    expectedKinds: ['foam' as const],
    expectedSkus: ['F-1'],
    firstDueDay: 0,
    repeatsEveryDays: 7,
    untilDay: null,
  };
  const content = {
    title: 'Foam',
    etiologies: ['venous' as const],
    steps: [step],
    assessmentIntervalDays: null,
    reviewPoints: [{ week: 4, leastReductionPercent: 50 }],
    toleranceDays: 2,
    source: 'Own',
    asOf: '2026-03-10',
  };
  expect(protocolInForm.parse(entryOf(content))).toEqual(content);
});

test('a new step has no id, and only a treatment keeps what it expects', () => {
  const steps = [
    { ...newStep, instruction: 'Look', kind: 'review' as const, expectedSkus: ['F-1'] },
  ];
  expect(protocolInForm.parse({ ...filled, steps }).steps).toMatchObject([
    { id: null, expectedSkus: [], repeatsEveryDays: null },
  ]);
});

test.each([
  ['', 'is missing'],
  ['1.5', 'is a whole number from 0 to 14'],
  ['15', 'is a whole number from 0 to 14'],
  ['-1', 'is a whole number from 0 to 14'],
  ['two', 'is a whole number from 0 to 14'],
])('a tolerance typed as "%s" %s', (toleranceDays, problem) => {
  const checked = protocolInForm.safeParse({ ...filled, toleranceDays });
  expect(checked.error?.issues.map(({ message }) => message)).toEqual([problem]);
});

test('a refusal finds every field of every step', () => {
  expect(fieldsOf(filled)).toContain('steps.0.untilDay');
  expect(fieldsOf(filled)).toContain('reviewPoints.0.week');
});
