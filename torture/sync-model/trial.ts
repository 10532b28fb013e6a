import * as fc from 'fast-check';
import { histories, simulate, type Step } from './simulate.ts';
import { type Fault, FAULTS } from './switches.ts';

export type Trial = {
  readonly runs: number;
  /** What happened in them, by name. */
  readonly sums: Readonly<Record<string, number>>;
  /** What must never be and was, with the history; null for nothing. */
  readonly problem: string | null;
};

/** Histories of chance, one after the other. `shrinks`: looks for the shortest that fails, which takes minutes. */
export function tryHistories(of: {
  readonly seed: number;
  readonly runs: number;
  readonly shrinks?: boolean;
  /** Steps of the longest history. */
  readonly longest?: number;
  readonly onRun?: (run: number) => void;
}): Trial {
  const sums: Record<string, number> = {};
  let runs = 0;
  const property = fc.property(histories(undefined, of.longest), (history) => {
    const ran = simulate(history);
    for (const [name, count] of Object.entries(ran)) sums[name] = (sums[name] ?? 0) + count;
    runs += 1;
    of.onRun?.(runs);
  });
  const { seed, runs: numRuns, shrinks = false } = of;
  const details = fc.check(property, { seed, numRuns, endOnFailure: !shrinks });
  if (!details.failed) return { runs, sums, problem: null };
  const message = details.errorInstance instanceof Error ? details.errorInstance.message : '';
  const history = JSON.stringify(details.counterexample?.[0]);
  return { runs, sums, problem: `run ${details.numRuns}: ${message}\n${history}` };
}

/** What finds a fault soonest when there is more of it. */
const OFTEN: Partial<Record<Fault, Step['kind']>> = {
  noChain: 'clone',
  oldBases: 'clone',
  wallTimeClamp: 'clock',
  noRestamp: 'clock',
  noEpochCheck: 'restore',
  noEpochNotice: 'restore',
  noRelay: 'restore',
  othersFirst: 'restore',
  purgedOnAck: 'restore',
  noTail: 'restore',
};

/** The number of the run that first shows a fault, and by what; null where none of that many does. */
export function findFault(
  fault: Fault,
  { seed, most }: { readonly seed: number; readonly most: number },
): { readonly run: number; readonly by: string } | null {
  const property = fc.property(
    histories(OFTEN[fault]),
    (history) => void simulate(history, [fault]),
  );
  const details = fc.check(property, { seed, numRuns: most, endOnFailure: true });
  if (!details.failed) return null;
  const { errorInstance } = details;
  const by = errorInstance instanceof Error ? (errorInstance.message.split('\n')[0] ?? '') : '';
  return { run: details.numRuns, by };
}

/** How many runs each fault took, as lines of text, and those that none showed. */
export function findFaults(of: { readonly seed: number; readonly most: number }): {
  readonly lines: readonly string[];
  readonly unfound: readonly Fault[];
} {
  const found = FAULTS.map((fault) => ({ fault, shown: findFault(fault, of) }));
  return {
    lines: found.map(({ fault, shown }) =>
      shown ? `${fault}: in run ${shown.run}, by ${shown.by}` : `${fault}: not found`,
    ),
    unfound: found.flatMap(({ fault, shown }) => (shown ? [] : [fault])),
  };
}
