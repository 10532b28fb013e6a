import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { flips } from '../torture/flips/flips.ts';
import { verdictOn } from '../torture/flips/verdict.ts';
import { makeStoredDatabase } from '../torture/stored-database.ts';

const SEED = 20260311;

test(`harm done to the file anywhere shows, or changed nothing (50 times, seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-flips-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { problems, verdicts } = await flips({ seed: SEED, rounds: 50, folder });
  expect(problems).toEqual([]);
  const shown = [...verdicts.values()].reduce(
    (sum, { opening = 0, check = 0 }) => sum + opening + check,
    0,
  );
  expect(shown).toBeGreaterThan(20);
});

test('a store that is whole and other than it was would be told', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-flips-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'records.store');
  await makeStoredDatabase(path);
  expect(verdictOn(path, { digest: 'of another', commitNumber: 1 })).toBe('UNDETECTED');
  expect(verdictOn(path, { digest: 'of a later one', commitNumber: 1e9 })).toBe('older');
});
