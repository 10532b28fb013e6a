import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { powerStates } from '../torture/power/power-states.ts';
import { recordByStrace, whyNoStrace } from '../torture/power/record-by-strace.ts';
import { syncOrderBreaks } from '../torture/power/sync-order.ts';
import { makeStoredDatabase } from '../torture/stored-database.ts';

const SEED = 20260311;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-power-'));
});
afterEach(() => rm(folder, { recursive: true }));

const plan = {
  seed: SEED,
  statesPerRecording: 50,
  statesPerMoment: 4,
  acts: 25,
  recorder: 'comparing',
  starts: 'once',
} as const;

describe('a power cut', () => {
  test(`leaves in 50 states each a database that opens with all that was acknowledged (seed ${SEED})`, {
    timeout: 240_000,
  }, async () => {
    const report = await powerStates({ ...plan, folder, states: 50, durability: 'FULL' });
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ states: 50, unopenable: 0, unsound: 0 });
    expect(report.midWrite).toBeGreaterThan(5);
    expect(report.acknowledged).toBeGreaterThan(100);
  });

  test(`loses what was acknowledged, or everything, where SQLite does not sync (seed ${SEED})`, {
    timeout: 120_000,
  }, async () => {
    const report = await powerStates({ ...plan, folder, states: 10, durability: 'OFF' });
    expect(report.unopenable + report.unsound).toBeGreaterThan(5);
  });
});

const whyNot = whyNoStrace();

test.skipIf(whyNot !== null)(
  `the process syncs its log before it answers and before it carries it over (${whyNot ?? 'seen by strace'})`,
  { timeout: 120_000 },
  async () => {
    const fresh = join(folder, 'fresh.store');
    await makeStoredDatabase(fresh);
    const order = { seed: `order ${SEED}`, acts: 10, dirtyPages: 64, look: 'nowhere' } as const;
    const places = { fresh, folder };
    const { effects } = await recordByStrace({ ...order, durability: 'FULL' }, places);
    expect(syncOrderBreaks(effects)).toEqual([]);
    expect(effects.filter(({ type }) => type === 'sync').length).toBeGreaterThan(10);
  },
);
