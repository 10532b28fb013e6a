import { join } from 'node:path';
import { createBooks } from '../load/books.ts';
import type { LedgerLine } from '../load/ledger.ts';
import type { Chance } from '../random.ts';
import { createDisk } from './disk.ts';
import type { Recording } from './effects.ts';
import { lookAtState, type SeenContents } from './look-at-state.ts';

export type PowerReport = {
  readonly states: number;
  /** Of these in how many something was written and not synced at the cut. */
  readonly midWrite: number;
  /** Acts acknowledged before the cut, over all states. */
  readonly acknowledged: number;
  readonly unopenable: number;
  /** States that opened and lacked something acknowledged, or were not sound otherwise. */
  readonly unsound: number;
  readonly problems: readonly string[];
};

export type CutPlan = {
  readonly states: number;
  /** How many of them are made of the same moment. */
  readonly statesPerMoment: number;
  readonly chance: Chance;
  readonly folder: string;
  /** Starts PostgreSQL on each state, or once for all that hold the same. */
  readonly starts: 'each' | 'once';
};

/** Half of all moments are anywhere; half are beside a sync or an acknowledgement, where most is decided. */
function momentsOf({ effects }: Recording, plan: CutPlan): readonly number[] {
  const { states, statesPerMoment, chance } = plan;
  const decisive = [...effects.keys()].filter((at) =>
    ['sync', 'syncNames', 'note'].includes(effects[at]?.type ?? ''),
  );
  const moments = Array.from({ length: Math.ceil(states / statesPerMoment) }, () =>
    chance.happens(0.5) && decisive.length > 0
      ? chance.pick(decisive) + chance.below(2)
      : chance.below(effects.length + 1),
  );
  return moments
    .toSorted((one, other) => one - other)
    .flatMap((moment) => Array.from({ length: statesPerMoment }, () => moment))
    .slice(0, states);
}

/** Cuts the power at `states` moments of chance and looks at what each leaves. */
export async function lookAtPowerCuts(recording: Recording, plan: CutPlan): Promise<PowerReport> {
  const { chance, states, folder } = plan;
  const { start, effects } = recording;
  const disk = createDisk(start);
  const lines: LedgerLine[] = [];
  const problems: string[] = [];
  const count = { midWrite: 0, acknowledged: 0, unopenable: 0, unsound: 0 };
  const seen: SeenContents | null = plan.starts === 'once' ? new Map() : null;
  let at = 0;
  for (const [index, cut] of momentsOf(recording, plan).entries()) {
    for (const effect of effects.slice(at, cut)) {
      if (effect.type === 'note') lines.push(effect.line);
      disk.apply(effect);
    }
    at = cut;
    if (disk.hasUnsynced()) count.midWrite += 1;
    count.acknowledged += createBooks(lines).acknowledged;
    const look = await lookAtState(disk.afterPowerCut(chance), lines, {
      folder: join(folder, `state-${index}`),
      seen,
    });
    if (!look.isOpen) count.unopenable += 1;
    else if (look.problems.length > 0) count.unsound += 1;
    problems.push(
      ...look.problems.map((problem) => `cut at ${cut} of ${effects.length}: ${problem}`),
    );
  }
  return { states, ...count, problems };
}
