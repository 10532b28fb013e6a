import { describe, expect, test } from 'vitest';
import {
  dayInWords,
  daysInWords,
  disclosureBases,
  disclosureProblem,
  isInDays,
} from './disclosure.ts';

describe('what is asked before a chart is given out', () => {
  test('is which paper it is, where the basis names one', () => {
    const asked = disclosureBases.filter((basis) => disclosureProblem({ basis, basisNote: null }));
    expect(asked).toEqual(['authorization', 'legalProcess', 'other']);
    expect(disclosureProblem({ basis: 'other', basisNote: 'Form 12' })).toBeNull();
  });
});

describe('the days of a chart that is given out', () => {
  test('hold their first and last day, and an open end holds all beyond it', () => {
    const days = { fromOn: '2026-03-01', toOn: '2026-03-31' };
    const among = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'];
    expect(among.filter((on) => isInDays(on, days))).toEqual(['2026-03-01', '2026-03-31']);
    expect(among.filter((on) => isInDays(on, { ...days, toOn: null }))).toHaveLength(3);
    expect(among.filter((on) => isInDays(on, { fromOn: null, toOn: null }))).toEqual(among);
  });

  test('are said in words', () => {
    expect(dayInWords('2026-03-01')).toBe('1 Mar 2026');
    expect(daysInWords({ fromOn: null, toOn: null })).toBe('All days');
    expect(daysInWords({ fromOn: '2026-03-01', toOn: null })).toBe('From 1 Mar 2026');
    expect(daysInWords({ fromOn: null, toOn: '2026-12-31' })).toBe('Until 31 Dec 2026');
    expect(daysInWords({ fromOn: '2026-03-01', toOn: '2026-12-31' })).toBe(
      '1 Mar 2026 to 31 Dec 2026',
    );
  });
});
