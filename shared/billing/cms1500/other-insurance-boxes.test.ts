import { expect, test } from 'vitest';
import type { Claim } from '../claim.ts';
import { exampleClaim } from '../x12/example-claim.ts';
import { exampleSecondClaim } from '../x12/example-second-claim.ts';
import { cms1500Of } from './claim-pages.ts';
import { paperOf } from './paper-claim.ts';

const TODAY = '2026-02-10';

/** What stands in the boxes that say who else insures and what was paid. */
function boxesOf(claim: Claim): readonly string[] {
  const made = cms1500Of(claim, paperOf(claim), TODAY);
  if (!made.ok) return made.failure.problems.map(({ code }) => code);
  const cells = made.value.flatMap((page) => page.cells);
  return cells
    .filter(({ box }) => ['9', '9a', '9d', '11d', '29'].includes(box))
    .map(({ box, text, column }) => `${box}: ${text} at ${column}`);
}

test('a claim to the second payer names the first in boxes 9 to 9d and 11d, and what it paid in 29', () => {
  expect(boxesOf(exampleSecondClaim)).toEqual([
    '11d: X at 52',
    '9: EXAMPLE, ZOE at 1',
    '9a: 1EG4TE5MK73 at 1',
    '9d: EXAMPLE MEDICARE CONTRACTOR at 1',
    '29:  1600 00 at 62',
  ]);
});

test('a claim to Medicare as the first payer names no other insurance', () => {
  const [first] = exampleSecondClaim.otherInsurances;
  const { payer, subscriber } = exampleSecondClaim;
  const second = { payer, subscriber, relationshipCode: '18', decision: null };
  const claim = { ...exampleClaim, otherInsurances: first ? [second] : [] };
  expect(boxesOf(claim)).toEqual([]);
});

test('a claim to Medicare as the second payer is sent as a file', () => {
  const { otherInsurances, payer, subscriber } = exampleSecondClaim;
  const claim: Claim = {
    ...exampleSecondClaim,
    payer: exampleClaim.payer,
    subscriber: {
      ...exampleClaim.subscriber,
      responsibility: 'S',
      medicareSecondaryReason: '12',
    },
    lines: exampleSecondClaim.lines.map((line) => ({
      ...line,
      decisions: line.decisions.map((each) => ({ ...each, payerId: payer.payerId })),
    })),
    otherInsurances: otherInsurances.map((other) => ({
      ...other,
      payer,
      subscriber: { ...subscriber, responsibility: 'P' },
    })),
  };
  expect(boxesOf(claim)).toEqual(['otherPayerMissing']);
});
