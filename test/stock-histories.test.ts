import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PureStock } from './pure-stock.ts';
import { World } from './stock-comparison.ts';
import { steps } from './stock-histories.ts';

const HISTORIES = 300;
const LONGEST = 60;

test('whatever happens to stock, every piece is accounted for, in pieces and in area', {
  timeout: 60_000,
}, async () => {
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: LONGEST, size: 'max' }), async (history) => {
      const world = new World();
      await fc.asyncModelRun(() => ({ model: world, real: new PureStock() }), history);
      ran += world.steps;
    }),
    { numRuns: HISTORIES },
  );
  expect(ran).toBeGreaterThan(HISTORIES);
});
