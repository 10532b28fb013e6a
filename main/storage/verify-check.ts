import type { ReadonlyDb } from '../platform/database.ts';
import type { Found, Looked } from './verify-found.ts';

/** Runs one short piece of reading in a turn of its own. */
export type Read = <T>(work: (db: ReadonlyDb) => Promise<T>) => Promise<T>;

/** What one step of a check came to. */
export type CheckStep = {
  /** Where the next step starts, in the check's own units; null when the check is through. */
  readonly next: number | null;
  readonly found: readonly Found[];
  readonly looked: Partial<Looked>;
  /** Ids of faults of the ledger, which the list of disagreements is to name from then on. */
  readonly doubted?: readonly string[];
};

/** One thing to check, in steps short enough that the bedside can wait for one. */
export type Check = {
  /** The same in every run, so that a resumed one finds its place. */
  readonly key: string;
  /** What it is at, in a few words without anybody's content. */
  readonly label: string;
  /** About how much there is to look at; the steps' `next` counts in the same unit. */
  readonly size: number;
  /** Goes on at `from`; one that keeps its place in memory begins anew where it has none there. */
  readonly step: (from: number) => Promise<CheckStep>;
  /** Called when no further step will be asked for. */
  readonly giveUp?: () => void;
};

/** A step after which the check is through. */
export function lastStep(found: readonly Found[], looked: Partial<Looked> = {}): CheckStep {
  return { next: null, found, looked };
}

/** A check that one step does. */
export function singleCheck(
  place: Pick<Check, 'key' | 'label'>,
  look: () => Promise<readonly Found[]>,
): Check {
  return { ...place, size: 1, step: async () => lastStep(await look()) };
}
