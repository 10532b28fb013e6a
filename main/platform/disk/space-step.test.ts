import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MARGIN_BYTES, RESERVE_BYTES, spaceStep } from './space-step.ts';

const bytes = fc.nat({ max: 4 * (MARGIN_BYTES + RESERVE_BYTES) });

/** Follows the rule on a disk of which others take `othersBytes`, until nothing changes any more. */
function settle(totalBytes: number, othersBytes: number, hadReserve: boolean) {
  let hasReserve = hadReserve;
  const seen: string[] = [];
  for (;;) {
    const freeBytes = Math.max(0, totalBytes - othersBytes - (hasReserve ? RESERVE_BYTES : 0));
    const step = spaceStep({ freeBytes, hasReserve });
    seen.push(step);
    if (step === 'save' || step === 'wait') return { step, hasReserve, freeBytes, seen };
    hasReserve = step === 'makeReserve';
  }
}

test('the reserve is given up below the margin, and made again only when it fits above it', () => {
  const at = (freeBytes: number, hasReserve: boolean) => spaceStep({ freeBytes, hasReserve });
  expect(at(MARGIN_BYTES, true)).toBe('save');
  expect(at(MARGIN_BYTES - 1, true)).toBe('giveUpReserve');
  expect(at(MARGIN_BYTES + RESERVE_BYTES - 1, false)).toBe('wait');
  expect(at(MARGIN_BYTES + RESERVE_BYTES, false)).toBe('makeReserve');
});

test('whatever is free, it comes to rest after at most one step, and saves only above the margin', () => {
  fc.assert(
    fc.property(bytes, bytes, fc.boolean(), (total, others, hadReserve) => {
      const { step, hasReserve, freeBytes, seen } = settle(total, others, hadReserve);
      expect(seen.length).toBeLessThanOrEqual(2);
      expect(hasReserve).toBe(step === 'save');
      expect(step === 'save' ? freeBytes : MARGIN_BYTES).toBeGreaterThanOrEqual(MARGIN_BYTES);
    }),
  );
});

test('giving up the reserve gives back what it holds', () => {
  fc.assert(
    fc.property(fc.nat({ max: MARGIN_BYTES - 1 }), (freeBytes) => {
      const { step, freeBytes: after } = settle(freeBytes + RESERVE_BYTES, 0, true);
      expect(step).toBe('wait');
      expect(after).toBe(freeBytes + RESERVE_BYTES);
    }),
  );
});
