import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCore, type TestCore } from './core.ts';
import { DatabaseStock, openSite, type Site } from './database-stock.ts';
import { World } from './stock-comparison.ts';
import { steps } from './stock-histories.ts';

let app: TestCore;
let site: Site;
beforeAll(async () => {
  app = await openTestCore();
  site = await openSite(app);
});
afterAll(() => app.close());

const HISTORIES = 8;
const LONGEST = 40;

test('whatever people do with stock, every piece is accounted for, in pieces and in area', {
  timeout: 240_000,
}, async () => {
  let histories = 0;
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: LONGEST, size: 'max' }), async (history) => {
      histories += 1;
      const world = new World();
      const stock = new DatabaseStock(app, site, `H${histories}`);
      await fc.asyncModelRun(() => ({ model: world, real: stock }), history);
      ran += world.steps;
    }),
    { numRuns: HISTORIES, endOnFailure: true },
  );
  expect(ran).toBeGreaterThan(HISTORIES);
  expect(app.incidents).toEqual([]);
});
