import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../claim.ts';
import { exampleClaim, exampleCommercialClaim, exampleDependent } from '../x12/example-claim.ts';
import { itemizedStatementOf, type StatementClaim } from './itemized-statement.ts';
import { superbillsOf } from './superbill.ts';

const wordsOf = (code: string) => (code === 'L97.512' ? 'Ulcer of left foot' : null);
const all = { fromOn: '2026-01-01', toOn: '2026-12-31' };

const onDays = (claim: Claim, days: readonly string[]): Claim => ({
  ...claim,
  lines: days.flatMap((servedOn, index) =>
    claim.lines.slice(0, 1).map((line) => ({ ...line, id: `L-${index}`, servedOn })),
  ),
});

const billed = (claim: Claim, change: Partial<StatementClaim> = {}): StatementClaim => ({
  claim,
  billedOn: '2026-02-01',
  isWithdrawn: false,
  ...change,
});

describe('a superbill', () => {
  test('says who, why, what and how much of one visit', () => {
    const [superbill, ...more] = superbillsOf(exampleClaim, wordsOf);
    expect(more).toEqual([]);
    expect(superbill).toMatchObject({
      servedOn: '2026-01-14',
      patient: { last: 'Example' },
      diagnoses: [
        { letter: 'A', code: 'E11.621', words: '' },
        { letter: 'B', code: 'L97.512', words: 'Ulcer of left foot' },
      ],
      lines: [
        { code: '15275-RT', words: '', diagnoses: 'BA', units: 1, chargeCents: 35_000 },
        { code: 'Q4186', diagnoses: 'BA', units: 15, chargeCents: 237_050 },
      ],
      totalCents: 272_050,
    });
  });

  test('is of the patient, not of who is insured, and of one day alone', () => {
    const claim = { ...exampleCommercialClaim, dependent: exampleDependent };
    const made = superbillsOf(onDays(claim, ['2026-01-15', '2026-01-14', '2026-01-15']), wordsOf);
    expect(made.map(({ servedOn, lines }) => [servedOn, lines.length])).toEqual([
      ['2026-01-14', 1],
      ['2026-01-15', 2],
    ]);
    expect(made[0]?.patient.first).toBe('Robin');
  });
});

describe('an itemised statement', () => {
  test('lists each charge by day with who was billed for it, and sums by payer', () => {
    const claims = [
      billed(onDays(exampleCommercialClaim, ['2026-03-02', '2026-01-20']), { billedOn: null }),
      billed(exampleClaim),
    ];
    const statement = itemizedStatementOf(claims, all, wordsOf);
    expect(statement.charges.map(({ servedOn, code }) => `${servedOn} ${code}`)).toEqual([
      '2026-01-14 15275-RT',
      '2026-01-14 Q4186',
      '2026-01-20 15275-RT',
      '2026-03-02 15275-RT',
    ]);
    expect(statement.charges[0]).toMatchObject({
      diagnoses: ['L97.512', 'E11.621'],
      providerName: 'Casey Clinician',
      billedOn: '2026-02-01',
    });
    expect(statement.totals).toEqual([
      { payerName: 'Example Health', billedCents: 0, notYetBilledCents: 70_000 },
      { payerName: 'Example Medicare Contractor', billedCents: 272_050, notYetBilledCents: 0 },
    ]);
    expect(statement.totalCents).toBe(342_050);
  });

  test('leaves out what was withdrawn, what voids, and what other days hold', () => {
    const claims = [
      billed(exampleClaim, { isWithdrawn: true }),
      billed({ ...exampleClaim, frequency: '8', originalReference: '1' }),
      billed({ ...exampleClaim, frequency: '7', originalReference: '1' }),
      billed(onDays(exampleClaim, ['2025-12-31'])),
    ];
    expect(itemizedStatementOf(claims, all, wordsOf).totalCents).toBe(272_050);
  });

  test('adds up, whatever the claims', () => {
    const day = fc.constantFrom('2025-12-31', '2026-01-01', '2026-06-30', '2027-01-01');
    const claim = fc
      .record({
        days: fc.array(day, { minLength: 1, maxLength: 5 }),
        payer: fc.constantFrom('A', 'B'),
        billedOn: fc.option(day),
      })
      .map(({ days, payer, billedOn }) =>
        billed(onDays({ ...exampleClaim, payer: { ...exampleClaim.payer, name: payer } }, days), {
          billedOn,
        }),
      );
    const adding = fc.property(fc.array(claim, { maxLength: 6 }), (claims) => {
      const { charges, totals, totalCents } = itemizedStatementOf(claims, all, wordsOf);
      const inDays = claims
        .flatMap((each) => each.claim.lines)
        .filter(({ servedOn }) => servedOn.startsWith('2026'));
      const summed = totals.reduce(
        (sum, { billedCents, notYetBilledCents }) => sum + billedCents + notYetBilledCents,
        0,
      );
      expect(charges).toHaveLength(inDays.length);
      expect(summed).toBe(totalCents);
    });
    expect(fc.check(adding).failed).toBe(false);
  });
});
