import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { killRounds } from '../torture/kill/rounds.ts';

const SEED = 20260311;

test(`nothing acknowledged is lost, and nothing is there in half, after 20 kills (seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-kill-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const report = await killRounds({
    seed: SEED,
    rounds: 20,
    folder,
    roundsPerDatabase: 10,
    longestMs: 300,
    look: 'rows',
  });
  expect(report.problems).toEqual([]);
  expect(report.acknowledged['order']).toBeGreaterThan(0);
});
