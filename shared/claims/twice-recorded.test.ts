import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleClaims } from './assemble-claims.ts';
import { clinicTerms, treatment } from './example-facts.ts';
import { type BothDone, heldBack, looksTheSame, type RecordedUse } from './twice-recorded.ts';

const use = (treatmentRecordId: string, over: Partial<RecordedUse> = {}): RecordedUse => ({
  treatmentRecordId,
  patientId: 'ward',
  mrn: null,
  servedOn: '2026-03-09',
  productId: 'FOAM',
  hcpcsCode: 'A6209',
  place: 'heel left',
  recordedAt: '2026-03-09T10:00:00Z',
  isSigned: true,
  isBilled: false,
  ...over,
});
const first = use('first');
const clinic = (over: Partial<RecordedUse> = {}) =>
  use('second', { patientId: 'clinic', recordedAt: '2026-03-09T11:00:00Z', ...over });

describe('what two charts of a person have', () => {
  test.for<[string, Partial<RecordedUse>]>([
    ['the same in all', {}],
    ['another product of the same code', { productId: 'FOAM-2' }],
    ['no code, but the same product', { hcpcsCode: null }],
    ['no wound named', { place: null }],
  ])('is taken for one thing: %s', ([, over]) => {
    expect(looksTheSame(first, clinic(over))).toBe(true);
    expect(looksTheSame(clinic(over), first)).toBe(true);
  });

  test.for<[string, Partial<RecordedUse>]>([
    ['another day', { servedOn: '2026-03-08' }],
    ['another product and code', { productId: 'SHEET', hcpcsCode: 'Q4186' }],
    ['two products without a code', { productId: 'SHEET', hcpcsCode: null }],
    ['another wound', { place: 'heel right' }],
    ['the same chart', { patientId: 'ward' }],
  ])('is two things: %s', ([, over]) => {
    expect(looksTheSame(first, clinic(over))).toBe(false);
  });
});

describe('of two that look the same', () => {
  const waiting = (...uses: readonly RecordedUse[]) => [...heldBack(uses, []).keys()];

  test.for<[string, RecordedUse, RecordedUse, string]>([
    ['the one that was recorded later waits', first, clinic(), 'second'],
    ['the unsigned one waits', { ...first, isSigned: false }, clinic(), 'first'],
    ['the one that is not billed waits', first, clinic({ isBilled: true }), 'first'],
  ])('%s', ([, one, other, id]) => {
    expect(waiting(one, other)).toEqual([id]);
    expect(waiting(other, one)).toEqual([id]);
  });

  test('none waits once somebody said that both were done', () => {
    expect(heldBack([first, clinic()], [{ one: 'second', other: 'first' }]).size).toBe(0);
  });

  test('the claim of the one that waits is not ready, and says on which chart the other stands', () => {
    const twins = [{ treatmentRecordId: 'x', patientId: 'other', mrn: 'WARD-7' }];
    for (const over of [{ twins }, { twins, coverages: [] }])
      expect(assembleClaims([treatment('a', over)], clinicTerms)[0]?.problems).toContainEqual(
        expect.objectContaining({
          code: 'RecordedTwice',
          about: 'MRN WARD-7',
          fix: { place: 'otherChart', id: 'other' },
        }),
      );
  });
});

const uses = fc
  .array(
    fc.record({
      patientId: fc.constantFrom('a', 'b', 'c'),
      servedOn: fc.constantFrom('2026-03-08', '2026-03-09'),
      productId: fc.constantFrom('FOAM', 'SHEET'),
      hcpcsCode: fc.constantFrom('A6209', null),
      place: fc.constantFrom('heel left', 'heel right', null),
      recordedAt: fc.constantFrom('2026-03-09T10:00:00Z', '2026-03-09T11:00:00Z'),
      isSigned: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) => all.map((each, at) => use(`r${at}`, each)));

type Step = { readonly act: 'sign' | 'bill' | 'void' | 'bothDone'; readonly at: number };
const steps = fc.array(
  fc.record({
    act: fc.constantFrom<Step['act']>('sign', 'bill', 'bill', 'void', 'bothDone'),
    at: fc.nat({ max: 7 }),
  }),
  { maxLength: 30 },
);

test('whatever is signed, voided and billed in whatever order, nothing is claimed twice over linked charts', () => {
  fc.assert(
    fc.property(uses, steps, (start, acts) => {
      let records = start;
      const said: BothDone[] = [];
      const change = (id: string, over: Partial<RecordedUse>) => {
        records = records.map((each) =>
          each.treatmentRecordId === id ? { ...each, ...over } : each,
        );
      };
      for (const { act, at } of acts) {
        const record = records[at % records.length];
        if (!record) break;
        const { treatmentRecordId: id } = record;
        const held = heldBack(records, said).get(id) ?? [];
        if (act === 'sign') change(id, { isSigned: true });
        if (act === 'void' && !record.isBilled)
          records = records.filter((each) => each.treatmentRecordId !== id);
        if (act === 'bothDone')
          said.push(...held.map((twin) => ({ one: id, other: twin.treatmentRecordId })));
        if (act === 'bill' && record.isSigned && held.length === 0) change(id, { isBilled: true });
      }
      const billed = records.filter(({ isBilled }) => isBilled);
      for (const one of billed)
        for (const other of billed) {
          const isSaid = said.some(
            (pair) =>
              [pair.one, pair.other].includes(one.treatmentRecordId) &&
              [pair.one, pair.other].includes(other.treatmentRecordId),
          );
          expect(looksTheSame(one, other) && !isSaid).toBe(false);
        }
    }),
    { numRuns: 500 },
  );
});

test('one of those that look the same is always ready, once all are signed', () => {
  fc.assert(
    fc.property(uses, (start) => {
      const signed = start.map((each) => ({ ...each, isSigned: true }));
      expect(heldBack(signed, []).size).toBeLessThan(signed.length);
    }),
  );
});

test('what goes out from another chart of the person counts where a payer limits a day, once', () => {
  const limit = {
    kind: 'limit',
    parameters: {
      codes: ['A6209'],
      maxUnitsPerLine: null,
      maxLineCents: null,
      furtherLineModifier: null,
      maxUnitsPerDay: 3,
    },
    examples: [],
  } as const;
  const [byThePiece] = clinicTerms.rules;
  if (!byThePiece) throw new Error('The clinic has a rule');
  const rules = [byThePiece, { ...byThePiece, id: 'limit', content: limit }];
  const codes = (elsewhere: number) => {
    const other = { ...treatment('elsewhere').use, pieces: elsewhere };
    const usesElsewhere = elsewhere === 0 ? [] : [other];
    const both = [treatment('a', { usesElsewhere }), treatment('b', { usesElsewhere })];
    const [claim] = assembleClaims(both, { ...clinicTerms, rules });
    return claim?.problems.map(({ code }) => code);
  };
  expect(codes(0)).toEqual([]);
  expect(codes(1)).toEqual([]);
  expect(codes(2)).toEqual(['AboveDailyLimit']);
});
