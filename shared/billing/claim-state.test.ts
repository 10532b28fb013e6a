import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BillingMark,
  type ClaimEvent,
  claimStateOf,
  type ClaimState,
  claimStates,
  type DeskState,
  deskStateOf,
  isLive,
} from './claim-state.ts';

describe('a claim', () => {
  test.for<[string, readonly ClaimEvent['kind'][], ClaimState]>([
    ['nothing', [], 'inBatch'],
    ['the file was taken in', ['acknowledged'], 'acknowledged'],
    ['taken in, then refused', ['acknowledged', 'rejected'], 'rejected'],
    ['refused by mistake, then taken', ['rejected', 'acknowledged'], 'acknowledged'],
    ['taken back', ['acknowledged', 'voided'], 'voided'],
    ['a late answer to one that was replaced', ['replaced', 'acknowledged'], 'replaced'],
  ])('stands by what happened: %s', ([, kinds, state]) => {
    expect(claimStateOf(kinds.map((kind) => ({ kind })))).toBe(state);
  });
});

describe('a treatment on the billing desk', () => {
  const facts = (
    claims: readonly ClaimState[],
    mark: BillingMark | null = null,
    { isComplete = true, isClearedSince = false } = {},
  ) => ({ claims, mark, isComplete, isClearedSince });
  test.for<[ReturnType<typeof facts>, DeskState]>([
    [facts([]), 'ready'],
    [facts([], null, { isComplete: false }), 'notReady'],
    [facts([], 'notBillable', { isComplete: false }), 'notBillable'],
    [facts([], 'billedOutside'), 'billedOutside'],
    [facts([], 'cleared'), 'ready'],
    [facts(['inBatch']), 'inBatch'],
    [facts(['rejected', 'acknowledged']), 'acknowledged'],
    [facts(['rejected']), 'rejected'],
    [facts(['rejected'], 'notBillable'), 'notBillable'],
    [facts(['rejected'], 'cleared'), 'rejected'],
    [facts(['rejected'], 'cleared', { isClearedSince: true }), 'ready'],
    [facts(['rejected'], 'cleared', { isComplete: false, isClearedSince: true }), 'notReady'],
    [facts(['voided']), 'ready'],
    [facts(['voided'], null, { isComplete: false }), 'notReady'],
    [facts(['replaced', 'inBatch']), 'inBatch'],
    // What went out is out, whatever was said of it before.
    [facts(['inBatch'], 'notBillable'), 'inBatch'],
  ])('%j is %s', ([given, expected]) => {
    expect(deskStateOf(given)).toBe(expected);
  });

  test('is offered for a new claim only while none holds it', () => {
    const all = fc.record({
      claims: fc.array(fc.constantFrom(...claimStates), { maxLength: 5 }),
      mark: fc.constantFrom('billedOutside', 'notBillable', 'cleared', null),
      isComplete: fc.boolean(),
      isClearedSince: fc.boolean(),
    });
    fc.assert(
      fc.property(all, (given) => {
        const isHeld = given.claims.some(isLive);
        const state = deskStateOf(given);
        expect(state === 'inBatch' || state === 'acknowledged').toBe(isHeld);
      }),
    );
  });
});
