import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { restartDelayMs } from './restart-delay.ts';

test('the first start after a long life is at once, and later ones wait longer, up to 15 seconds', () => {
  expect([0, 1, 2, 3, 4, 5].map(restartDelayMs)).toEqual([0, 1000, 2000, 5000, 15_000, 15_000]);
});

test('whatever the number of short lives, the next wait is no shorter and never beyond 15 seconds', () => {
  fc.assert(
    fc.property(fc.nat(), (shortLives) => {
      const [now, next] = [restartDelayMs(shortLives), restartDelayMs(shortLives + 1)];
      expect(next).toBeGreaterThanOrEqual(now);
      expect(next).toBeLessThanOrEqual(15_000);
    }),
  );
});
