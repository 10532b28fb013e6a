import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chaos } from '../torture/sync-chaos/chaos.ts';
import { EACH_ONCE } from '../torture/sync-chaos/troubles.ts';

const SEED = 20260311;

test(`nothing acknowledged is lost or doubled while all of it fails, and all devices agree (seed ${SEED})`, {
  timeout: 900_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-chaos-'));
  const report = await chaos({
    seed: SEED,
    episodes: EACH_ONCE.length + 2,
    first: EACH_ONCE,
    // How long a crowded machine takes says nothing.
    quietWithinMs: 300_000,
    folder,
    say: () => undefined,
  });
  onTestFinished(() => rm(folder, { recursive: true }));
  expect(report.problems).toEqual([]);
  expect(report).toMatchObject({ lost: 0, doubled: 0 });
  expect(Object.values(report.acknowledged).length).toBe(10);
  for (const trouble of EACH_ONCE) expect(report.counts[trouble]).toBeGreaterThan(0);
  expect(report.forgotten).toBeGreaterThan(0);
});
