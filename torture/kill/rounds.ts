import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPaths } from '../load/load-paths.ts';
import { readLedger } from '../load/ledger.ts';
import { type Chance, chanceOf } from '../random.ts';
import { makeStoredDatabase } from '../stored-database.ts';
import { type KillMoment, problemsOf, runLoadProcess } from '../load/run-load-process.ts';

export type KillPlan = {
  readonly seed: number;
  readonly rounds: number;
  /** Rounds on one database, before the next begins with a fresh one. */
  readonly roundsPerDatabase: number;
  /** How long a load works at most before it is killed. */
  readonly longestMs: number;
  /** How closely each round looks at what the one before left; the last on a database looks everywhere. */
  readonly look: 'everywhere' | 'rows';
  /** Databases with problems stay in it. */
  readonly folder: string;
  readonly onRound?: (round: number, problems: readonly string[]) => void;
};

export type KillReport = {
  readonly rounds: number;
  readonly killedWhileOpening: number;
  /** Acts acknowledged, by kind. */
  readonly acknowledged: Readonly<Record<string, number>>;
  /** With the round in which they were seen. */
  readonly problems: readonly string[];
};

const SHARE_KILLED_WHILE_OPENING = 0.2;
/** Opening takes about as long. */
const OPENING_MS = 1200;

function momentOf(chance: Chance, longestMs: number): KillMoment {
  return chance.happens(SHARE_KILLED_WHILE_OPENING)
    ? { after: 'start', ms: chance.below(OPENING_MS) }
    : { after: 'opened', ms: chance.below(longestMs) };
}

/**
 * Kills one process after another at moments of chance, each of which checks what the one before left.
 * Acts and delays are the seed's; at which instruction a process is hit is not.
 */
export async function killRounds(plan: KillPlan): Promise<KillReport> {
  const fresh = join(plan.folder, 'fresh.store');
  await makeStoredDatabase(fresh);
  const acknowledged: Record<string, number> = {};
  const problems: string[] = [];
  let killedWhileOpening = 0;
  for (let first = 0; first < plan.rounds; first += plan.roundsPerDatabase) {
    const life = await liveOnce(plan, fresh, first);
    killedWhileOpening += life.killedWhileOpening;
    problems.push(...life.problems);
    for (const { at, act } of readLedger(loadPaths(life.folder).ledger))
      if (at === 'done') acknowledged[act.kind] = (acknowledged[act.kind] ?? 0) + 1;
    if (life.problems.length === 0) await rm(life.folder, { recursive: true });
  }
  return { rounds: plan.rounds, killedWhileOpening, acknowledged, problems };
}

/** The rounds of one database, and a last look at it; ends with the first round that shows a problem. */
async function liveOnce(plan: KillPlan, fresh: string, first: number) {
  const folder = join(plan.folder, `from-${first}`);
  await mkdir(folder);
  await copyFile(fresh, loadPaths(folder).store);
  const end = Math.min(plan.rounds, first + plan.roundsPerDatabase);
  let killedWhileOpening = 0;
  for (let round = first; round <= end; round += 1) {
    const chance = chanceOf('kill', plan.seed, round);
    const moment = round === end ? null : momentOf(chance, plan.longestMs);
    const loadEnd = await runLoadProcess(
      {
        folder,
        seed: `kill ${plan.seed} ${round}`,
        acts: moment ? Number.MAX_SAFE_INTEGER : 0,
        // Few, so that commits in the middle of PostgreSQL's own are hit too.
        dirtyPages: chance.pick([8, 32, 256, 4096]),
        durability: 'FULL',
        look: moment ? plan.look : 'everywhere',
      },
      moment,
    );
    const problems = problemsOf(loadEnd);
    if (moment && !loadEnd.wasOpen) killedWhileOpening += 1;
    if (moment) plan.onRound?.(round, problems);
    if (problems.length > 0) {
      const seen = problems.map((problem) => `round ${round}, ${folder}: ${problem}`);
      return { folder, killedWhileOpening, problems: seen };
    }
  }
  return { folder, killedWhileOpening, problems: [] };
}
