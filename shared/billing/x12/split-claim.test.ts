import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim, ClaimLine } from '../claim.ts';
import { exampleClaim } from './example-claim.ts';
import { splitClaim } from './split-claim.ts';

const [line] = exampleClaim.lines as readonly [ClaimLine, ...ClaimLine[]];

/** Lines named by number; `3+1` is an add-on to line 1. */
function claimOf(names: readonly string[]): Claim {
  return {
    ...exampleClaim,
    lines: names.map((id) => ({ ...line, id, addsTo: id.split('+')[1] ?? null })),
  };
}

const partNumber = (controlNumber: string, part: number) => `${controlNumber}-${part}`;

function partsOf(claim: Claim): readonly Claim[] {
  const split = splitClaim(claim, partNumber);
  if (!split.ok) throw new Error(split.failure.message);
  return split.value;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

test('a claim of 50 lines stays as it is', () => {
  const claim = claimOf(numbers(50));
  expect(partsOf(claim)).toEqual([claim]);
});

test('51 lines become two claims that share all but number and lines', () => {
  const claim = claimOf(numbers(51));
  const parts = partsOf(claim);
  expect(parts.map(({ lines }) => lines.length)).toEqual([50, 1]);
  expect(parts.map(({ controlNumber }) => controlNumber)).toEqual([
    'WC-2026-000123-1',
    'WC-2026-000123-2',
  ]);
  expect(parts.map(({ diagnoses }) => diagnoses)).toEqual([claim.diagnoses, claim.diagnoses]);
});

test('an add-on goes with the line it adds to, also from the other end of the claim', () => {
  const parts = partsOf(claimOf([...numbers(50), '50+49', '51+0']));
  expect(parts.map(({ lines }) => lines.map(({ id }) => id))).toEqual([
    ['0', '51+0', ...numbers(49).slice(1)],
    ['49', '50+49'],
  ]);
});

test('a line and its add-ons go to the next part together', () => {
  const parts = partsOf(claimOf([...numbers(50), '50+49']));
  expect(parts.map(({ lines }) => lines.map(({ id }) => id))).toEqual([
    numbers(49),
    ['49', '50+49'],
  ]);
});

test('an add-on to nothing and add-ons to each other are lines like any other', () => {
  const names = [...numbers(49), 'a+b', 'b+a', 'c+gone'];
  expect(partsOf(claimOf(names)).flatMap(({ lines }) => lines.map(({ id }) => id))).toEqual(names);
});

test('a line with more than 49 add-ons is split all the same', () => {
  const parts = partsOf(claimOf(['0', ...Array.from({ length: 60 }, (_, index) => `a${index}+0`)]));
  expect(parts.map(({ lines }) => lines.length)).toEqual([50, 11]);
});

test('a replacement is not split: all parts would replace one original', () => {
  const claim = { ...claimOf(numbers(51)), frequency: '7', originalReference: 'X' } as const;
  expect(splitClaim(claim, partNumber)).toMatchObject({
    ok: false,
    failure: { code: 'oneOriginal' },
  });
});

test('no line is lost or doubled, and no part is empty or too long', () => {
  const names = fc.array(fc.tuple(fc.nat(40), fc.option(fc.nat(40))), { maxLength: 160 });
  fc.assert(
    fc.property(names, (drawn) => {
      const claim = claimOf(
        drawn.map(([id, first]) => (first === null ? `${id}` : `x${id}+${first}`)),
      );
      const parts = partsOf(claim);
      const ids = (each: Claim) => each.lines.map(({ id }) => id);
      expect(parts.flatMap(ids).toSorted()).toEqual(ids(claim).toSorted());
      expect(parts.every(({ lines }) => lines.length <= 50)).toBe(true);
      expect(parts.length === 1 || parts.every(({ lines }) => lines.length > 0)).toBe(true);
    }),
  );
});
