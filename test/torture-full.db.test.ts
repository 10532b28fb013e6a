import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fullDiskRounds } from '../torture/full/full-disk.ts';
import { whyNoSmallDisk } from '../torture/full/small-disk.ts';

const SEED = 20260311;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-full-'));
});
afterEach(() => rm(folder, { recursive: true }));

const whyNot = whyNoSmallDisk();

test(`after commits that the disk refuses, and a file that can grow no further, the database goes on with all that was acknowledged (seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  const kinds = ['commit', 'growth'] as const;
  const report = await fullDiskRounds({ seed: SEED, rounds: 2, kinds, folder });
  expect(report).toMatchObject({ problems: [], struck: 2, silent: 0 });
});

test.skipIf(whyNot !== null)(
  `after a disk without room, the database goes on when there is some (${whyNot ?? 'a small disk in memory'})`,
  { timeout: 240_000 },
  async () => {
    const report = await fullDiskRounds({ seed: SEED, rounds: 1, kinds: ['disk'], folder });
    expect(report.problems).toEqual([]);
    expect(report.silent).toBe(0);
  },
);
