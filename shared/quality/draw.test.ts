import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawPerClinician } from './draw.ts';

const records = fc.uniqueArray(
  fc.record({ id: fc.uuid(), recordedBy: fc.constantFrom('ann', 'bo', 'cy') }),
  { selector: ({ id }) => id, maxLength: 60 },
);
const rule = fc.record({ perClinician: fc.integer({ min: 1, max: 9 }), seed: fc.string() });

test('each clinician has as many records drawn as the rule says, or all where there are fewer', () => {
  fc.assert(
    fc.property(records, rule, (all, given) => {
      const drawn = drawPerClinician(all, given);
      for (const name of ['ann', 'bo', 'cy']) {
        const theirs = all.filter(({ recordedBy }) => recordedBy === name).length;
        const taken = drawn.filter(({ recordedBy }) => recordedBy === name).length;
        expect(taken).toBe(Math.min(theirs, given.perClinician));
      }
      expect(new Set(drawn).size).toBe(drawn.length);
    }),
  );
});

test('the same seed draws the same records in whatever order they come', () => {
  fc.assert(
    fc.property(records, rule, (all, given) => {
      expect(drawPerClinician(all.toReversed(), given)).toEqual(drawPerClinician(all, given));
    }),
  );
});

test('over many seeds every record comes up about as often as any other', () => {
  const all = Array.from({ length: 10 }, (_, at) => ({ id: `record-${at}`, recordedBy: 'ann' }));
  const times = new Map<string, number>();
  for (let seed = 0; seed < 2000; seed += 1)
    for (const { id } of drawPerClinician(all, { perClinician: 1, seed: `seed ${seed}` }))
      times.set(id, (times.get(id) ?? 0) + 1);
  // 200 each on average; beyond five standard deviations something is wrong with the draw.
  for (const { id } of all) expect(Math.abs((times.get(id) ?? 0) - 200)).toBeLessThan(70);
});
