import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaseOf, type Lease } from './number-leases.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;

type Step = { readonly kind: 'lease' | 'restore' | 'pass'; readonly amount: number };

/** A server that forgets at each restore all that it gave since a backup, and devices that know only theirs. */
function play(steps: readonly Step[]): readonly Lease[] {
  const given: Lease[] = [];
  let [nowMs, remembered] = [NOON, 0];
  let epochBeganMs: number | null = null;
  for (const { kind, amount } of steps) {
    if (kind === 'pass') nowMs += amount * MINUTE;
    if (kind === 'restore') {
      epochBeganMs = nowMs;
      remembered = given[Math.floor((given.length - 1) * (amount % 2))]?.lastNumber ?? 0;
    }
    if (kind !== 'lease') continue;
    const lease = leaseOf({ count: amount * 500 + 1, nowMs, epochBeganMs, knownLast: remembered });
    if ('waitMs' in lease) continue;
    given.push(lease);
    remembered = lease.lastNumber;
  }
  return given;
}

test('no number is given twice, however often the server is restored from however old a backup', () => {
  const step = fc.record({
    kind: fc.constantFrom('lease', 'lease', 'lease', 'restore', 'pass'),
    amount: fc.nat(40),
  });
  let mostGiven = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
      const given = play(steps).toSorted((one, other) => one.firstNumber - other.firstNumber);
      mostGiven = Math.max(mostGiven, given.length);
      const doubled = given.filter(
        ({ firstNumber }, at) => firstNumber <= (given[at - 1]?.lastNumber ?? 0),
      );
      expect(doubled).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  expect(mostGiven).toBeGreaterThan(10);
});

test('fifty computers of one site get their first numbers in one minute', () => {
  let knownLast = 100_000;
  for (let device = 0; device < 50; device += 1) {
    const lease = leaseOf({ count: 5000, nowMs: NOON, epochBeganMs: null, knownLast });
    expect(lease).toEqual({ firstNumber: expect.any(Number), lastNumber: expect.any(Number) });
    knownLast = 'waitMs' in lease ? knownLast : lease.lastNumber;
  }
});

test('after a restore numbers come again within minutes, and what is asked for in full within hours', () => {
  const asked = { count: 5000, epochBeganMs: NOON, knownLast: 0 };
  expect(leaseOf({ ...asked, nowMs: NOON })).toEqual({ waitMs: 2 * MINUTE });
  const soon = leaseOf({ ...asked, nowMs: NOON + 3 * MINUTE });
  expect('firstNumber' in soon && soon.lastNumber - soon.firstNumber).toBeGreaterThan(100);
  const later = leaseOf({ ...asked, nowMs: NOON + 90 * MINUTE });
  expect('firstNumber' in later && later.lastNumber - later.firstNumber + 1).toBe(5000);
});

test('numbers have nine digits for thirty years', () => {
  const lease = leaseOf({
    count: 5000,
    nowMs: Date.UTC(2056, 0),
    epochBeganMs: null,
    knownLast: 0,
  });
  expect('lastNumber' in lease && lease.lastNumber).toBeLessThan(1_000_000_000);
});
