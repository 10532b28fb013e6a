import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openFuzzedCore } from '../test/fuzzed-core.ts';
import { flips } from './flips/flips.ts';
import { fullDiskRounds, troubleKinds } from './full/full-disk.ts';
import { killRounds } from './kill/rounds.ts';
import { openersRounds } from './openers/openers.ts';
import { powerStates } from './power/power-states.ts';
import { whyNoStrace } from './power/record-by-strace.ts';
import { chaos } from './sync-chaos/chaos.ts';
import { EACH_ONCE } from './sync-chaos/troubles.ts';
import { findFaults, tryHistories } from './sync-model/trial.ts';

export type TrialOptions = { readonly rounds: number; readonly seed: number };

export type TrialPlace = TrialOptions & {
  /** Empty; what shows a problem may stay in it. */
  readonly folder: string;
  readonly say: (text: string) => void;
};

export type TrialReport = {
  /** What was tried, in figures. */
  readonly lines: readonly string[];
  readonly problems: readonly string[];
};

export type Trial = {
  readonly name: string;
  readonly title: string;
  /** How often where nothing else is asked for. */
  readonly rounds: number;
  readonly run: (place: TrialPlace) => Promise<TrialReport>;
};

async function kill({ rounds, seed, folder, say }: TrialPlace): Promise<TrialReport> {
  const report = await killRounds({
    seed,
    rounds,
    folder,
    roundsPerDatabase: 20,
    longestMs: 1500,
    look: 'everywhere',
    onRound: (round) => {
      if (round % 50 === 49) say(`${round + 1} rounds`);
    },
  });
  const total = Object.values(report.acknowledged).reduce((sum, count) => sum + count, 0);
  return {
    lines: [
      `${report.rounds} kills, of these ${report.killedWhileOpening} while it opened`,
      `${total} acts acknowledged: ${JSON.stringify(report.acknowledged)}`,
    ],
    problems: report.problems,
  };
}

async function power({ rounds, seed, folder, say }: TrialPlace): Promise<TrialReport> {
  const why = whyNoStrace();
  const recorder = why === null ? 'strace' : 'comparing';
  const common = { seed, recorder, acts: 40, starts: 'each', folder } as const;
  const report = await powerStates({
    ...common,
    states: rounds,
    statesPerRecording: 50,
    statesPerMoment: 1,
    durability: 'FULL',
    onRecording: (first, { states }) => say(`${first + states} states`),
  });
  const ofUnsynced = {
    states: 20,
    statesPerRecording: 20,
    statesPerMoment: 1,
    durability: 'OFF',
  } as const;
  const unsyncedFolder = join(folder, 'unsynced');
  await mkdir(unsyncedFolder);
  const unsynced = await powerStates({ ...common, ...ofUnsynced, folder: unsyncedFolder });
  const harmed = unsynced.unopenable + unsynced.unsound;
  return {
    lines: [
      `recorded by ${recorder}${why === null ? '' : ` (${why})`}`,
      `${report.states} states, ${report.midWrite} of them with writes not yet synced, ` +
        `${report.acknowledged} acts acknowledged before: ${report.unopenable} did not open, ` +
        `${report.unsound} lost something or were not sound`,
      `with synchronous=OFF, to prove the trial itself: ${unsynced.states} states, ` +
        `${unsynced.unopenable} did not open, ${unsynced.unsound} lost something`,
    ],
    problems: harmed > 0 ? report.problems : [...report.problems, 'synchronous=OFF went unnoticed'],
  };
}

async function flip({ rounds, seed, folder }: TrialPlace): Promise<TrialReport> {
  const { verdicts, problems } = await flips({ seed, rounds, folder });
  const lines = [...verdicts].map(([name, counts]) => `${name}: ${JSON.stringify(counts)}`);
  return { lines, problems };
}

async function openers({ rounds, seed, folder }: TrialPlace): Promise<TrialReport> {
  const { problems } = await openersRounds({ seed, rounds, folder });
  return { lines: [`${rounds} pairs of openers, each holder ended by force`], problems };
}

async function full({ rounds, seed, folder }: TrialPlace): Promise<TrialReport> {
  const report = await fullDiskRounds({ seed, rounds, folder, kinds: troubleKinds });
  return {
    lines: [
      `${JSON.stringify(report.rounds)} rounds, in ${report.struck} trouble came; ` +
        `${report.acknowledged} acts acknowledged, ${report.silent} databases ended by force`,
      ...report.skipped.map((why) => `skipped: ${why}`),
    ],
    problems: report.problems,
  };
}

const MOST_RUNS_OF_A_FAULT = 5000;

function syncModel({ rounds, seed, say }: TrialPlace): TrialReport {
  const { runs, sums, problem } = tryHistories({
    seed,
    runs: rounds,
    shrinks: true,
    onRun: (run) => {
      if (run % 5000 === 0) say(`${run} histories`);
    },
  });
  const faults = findFaults({ seed, most: MOST_RUNS_OF_A_FAULT });
  const unfound = faults.unfound.map((fault) => `the fault ${fault} went unnoticed`);
  return {
    lines: [`${runs} histories: ${JSON.stringify(sums)}`, ...faults.lines],
    problems: problem === null ? unfound : [problem, ...unfound],
  };
}

async function syncChaos({ rounds, seed, folder, say }: TrialPlace): Promise<TrialReport> {
  const report = await chaos({
    seed,
    episodes: rounds,
    first: EACH_ONCE,
    quietWithinMs: 60_000,
    folder,
    say,
  });
  const { counts, connections, acknowledged, lost, doubled, ...rest } = report;
  const total = Object.values(acknowledged).reduce((sum, count) => sum + count, 0);
  const figures = {
    rounds,
    minutes: Math.round(rest.tookMs / 60_000),
    kills: counts['kill device'] + counts['kill node'] + counts['crash database'],
    cuts: connections.cut,
    partitions: counts.partition,
    restores: counts.restore,
    clones: counts['copy device'],
    acknowledged: total,
    lost,
    doubled,
  };
  return {
    lines: [
      `troubles: ${JSON.stringify(counts)}`,
      `connections: ${JSON.stringify(connections)}`,
      `acknowledged: ${JSON.stringify(acknowledged)}`,
      `log of ${rest.entries} entries (restores took ${rest.forgotten} away), ${rest.reviews} reviews, ` +
        `${rest.devices} devices at one state ${rest.quietAfterMs} ms after the last trouble`,
      ...tableOf(figures),
    ],
    problems: report.problems,
  };
}

/** Names and figures below each other. */
function tableOf(figures: Readonly<Record<string, number>>): readonly string[] {
  const columns = Object.entries(figures).map(([name, figure]) => ({
    name,
    figure: String(figure).padStart(name.length),
  }));
  return [
    columns.map(({ name, figure }) => name.padStart(figure.length)).join('  '),
    columns.map(({ figure }) => figure).join('  '),
  ];
}

async function fuzz({ rounds, seed }: TrialPlace): Promise<TrialReport> {
  const app = await openFuzzedCore();
  try {
    const { operations, inputs, answers, problems } = await app.fuzz({ runs: rounds, seed });
    const incidents = app.incidents.map((incident) => `incident: ${String(incident)}`);
    return {
      lines: [`${inputs} inputs to ${operations} operations`, JSON.stringify(answers)],
      problems: [...problems, ...incidents],
    };
  } finally {
    await app.remove();
  }
}

/** In the order in which all are run. */
export const trials: readonly Trial[] = [
  { name: 'kill', title: 'killed at any moment of a mixed load', rounds: 1000, run: kill },
  { name: 'power', title: 'what power cuts may leave of the files', rounds: 1000, run: power },
  { name: 'flips', title: 'bits, rows and sectors harmed in the file', rounds: 2000, run: flip },
  { name: 'openers', title: 'two at one store', rounds: 100, run: openers },
  { name: 'full', title: 'disks that are full or fail', rounds: 100, run: full },
  {
    name: 'sync-model',
    title: 'devices and a server in memory, with everything that goes wrong between them',
    rounds: 50_000,
    run: async (place) => syncModel(place),
  },
  {
    name: 'sync-chaos',
    title: 'devices, nodes and a database as processes, which die, and a network that fails',
    rounds: 40,
    run: syncChaos,
  },
  { name: 'fuzz', title: 'what nobody should send to an operation', rounds: 2000, run: fuzz },
];
