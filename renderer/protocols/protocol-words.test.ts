import { expect, test } from 'vitest';
import { noAdherence } from '../../shared/protocols/adherence.ts';
import {
  adherenceWords,
  dueWords,
  expectedWords,
  inTimeWords,
  saidWords,
  scheduleWords,
  stateWords,
} from './protocol-words.ts';

test.for([
  [0, null, null, 'Once, on the first day'],
  [28, null, null, 'Once, on day 28'],
  [0, 7, null, 'From the first day every 7 days, until healed'],
  [3, 1, 28, 'From day 3 every day, until day 28'],
] as const)(
  'a step from day %s, every %s, until %s reads: %s',
  ([firstDueDay, repeatsEveryDays, untilDay, words]) => {
    expect(scheduleWords({ firstDueDay, repeatsEveryDays, untilDay })).toBe(words);
  },
);

test('expected products are kinds and SKUs, and nothing where anything will do', () => {
  expect(expectedWords({ expectedKinds: [], expectedSkus: [] })).toBe('');
  expect(expectedWords({ expectedKinds: ['foam'], expectedSkus: [] })).toBe('Foam dressing');
  expect(expectedWords({ expectedKinds: ['foam', 'film'], expectedSkus: ['F-1'] })).toBe(
    'Foam dressing, Transparent film or SKU F-1',
  );
});

test('a due step says since when it is late, or when it comes', () => {
  const due = { stepId: 'x', dueOn: '2026-03-10', overdueSince: null, isDue: true };
  expect(dueWords(due, '2026-03-10')).toBe('Due today');
  expect(dueWords({ ...due, isDue: false }, '2026-03-03')).toBe('Next on 10 Mar 2026');
  expect(dueWords({ ...due, overdueSince: '2026-03-03' }, '2026-03-10')).toBe(
    'Overdue since 3 Mar 2026 (7 days)',
  );
});

test('a due day says how it was deviated from, and with which product instead', () => {
  expect(stateWords({ state: 'deviated', deviation: 'otherProduct' })).toBe('Other product used');
  expect(stateWords({ state: 'deviated', deviation: 'skipped' })).toBe('Left out');
  expect(stateWords({ state: 'deviated', deviation: null })).toBe('Deviation');
  expect(stateWords({ state: 'late', deviation: null })).toBe('Done late');
  const said = {
    id: '1',
    kind: 'deviation',
    stepId: 'x',
    dueOn: '2026-03-10',
    on: '2026-03-10',
    words: 'No foam in stock',
    recordedByName: 'N',
    deviation: 'otherProduct',
    productId: 'G-1',
    productName: 'Gauze',
  } as const;
  expect(saidWords(said)).toBe('Gauze (SKU G-1): No foam in stock');
  const skipped = { ...said, deviation: 'skipped', productId: null, productName: null } as const;
  expect(saidWords(skipped)).toBe('No foam in stock');
});

test('adherence is counted in words, and in percent of what was decided', () => {
  const counts = { ...noAdherence, dueCount: 5, inTimeCount: 3, deviatedCount: 1, openCount: 1 };
  expect(adherenceWords(counts)).toBe('5 due so far: 3 in time, 1 deviation, 1 still open');
  const apart = { ...counts, dueCount: 8, deviatedCount: 4, otherProductCount: 2, skippedCount: 1 };
  expect(adherenceWords(apart)).toBe(
    '8 due so far: 3 in time, 2 with another product, 1 left out, 1 deviation, 1 still open',
  );
  expect(inTimeWords(counts)).toBe('3 of 4 (75 %)');
  expect(adherenceWords(noAdherence)).toBe('Nothing was due yet');
  expect(inTimeWords(noAdherence)).toBe('None decided yet');
});
