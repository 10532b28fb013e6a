import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Durability } from '../../main/platform/page-store/exclusive-file.ts';
import { chanceOf } from '../random.ts';
import { makeStoredDatabase } from '../stored-database.ts';
import type { Recording } from './effects.ts';
import { lookAtPowerCuts, type PowerReport } from './power-cuts.ts';
import { recordByStrace } from './record-by-strace.ts';
import { recordHere } from './record-here.ts';

export type PowerPlan = {
  readonly seed: number;
  readonly states: number;
  /** States made of one recording, before the next load is recorded. */
  readonly statesPerRecording: number;
  readonly statesPerMoment: number;
  /** Acts of the load in each recording. */
  readonly acts: number;
  readonly recorder: 'comparing' | 'strace';
  readonly durability: Durability;
  readonly starts: 'each' | 'once';
  readonly folder: string;
  readonly onRecording?: (first: number, report: PowerReport) => void;
};

const NOTHING: PowerReport = {
  states: 0,
  midWrite: 0,
  acknowledged: 0,
  unopenable: 0,
  unsound: 0,
  problems: [],
};

/** Records one load after another and looks at what power cuts leave of each. */
export async function powerStates(plan: PowerPlan): Promise<PowerReport> {
  const fresh = join(plan.folder, 'fresh.store');
  await makeStoredDatabase(fresh);
  let total = NOTHING;
  for (let first = 0; first < plan.states; first += plan.statesPerRecording) {
    const folder = join(plan.folder, `from-${first}`);
    await mkdir(folder);
    const chance = chanceOf('power', plan.seed, first);
    const states = Math.min(plan.statesPerRecording, plan.states - first);
    const recording = await record(plan, fresh, folder);
    const report = await lookAtPowerCuts(recording, {
      states,
      chance,
      folder,
      statesPerMoment: plan.statesPerMoment,
      starts: plan.starts,
    });
    await rm(folder, { recursive: true });
    plan.onRecording?.(first, report);
    total = sum(total, report);
  }
  return total;
}

function record(plan: PowerPlan, fresh: string, folder: string): Promise<Recording> {
  const { acts, durability, recorder } = plan;
  const words = ['load', plan.seed, folder.slice(plan.folder.length)];
  const chance = chanceOf(...words);
  const dirtyPages = chance.pick([16, 256, 4096]);
  return recorder === 'strace'
    ? recordByStrace(
        { seed: words.join(' '), acts, dirtyPages, durability, look: 'nowhere' },
        { fresh, folder },
      )
    : recordHere({ fresh, folder, chance, acts, dirtyPages, durability });
}

function sum(one: PowerReport, other: PowerReport): PowerReport {
  return {
    states: one.states + other.states,
    midWrite: one.midWrite + other.midWrite,
    acknowledged: one.acknowledged + other.acknowledged,
    unopenable: one.unopenable + other.unopenable,
    unsound: one.unsound + other.unsound,
    problems: [...one.problems, ...other.problems],
  };
}
