import type { Outcome } from '../shared/sync/line.ts';
import type { Values } from '../shared/sync/row-key.ts';
import { device, memoryTables, rowUuid, type Step, transaction } from './sync-changes.ts';

/** The row that most of these tests are about. */
export const ROW = rowUuid(1);

/** The n-th change of the device of a letter. */
export function changeOf(by: string, n: number): string {
  return `${device(by)}:${n}`;
}

export function insert(k: string, v: Values): Step {
  return { k, o: 'i', key: [v['id']], v };
}

/** Changes the row of these tests. */
export function update(k: string, v: Values, b: NonNullable<Step['b']> = {}): Step {
  return { k, o: 'u', key: [ROW], v, b };
}

/** Deletes the row of these tests. */
export function remove(k: string, b: NonNullable<Step['b']> = {}): Step {
  return { k, o: 'd', key: [ROW], b };
}

/** A transaction: by whom, its first number and stamp, and what it does. */
export type Told = readonly [by: string, n: number, stamp: number, ...steps: Step[]];

/** Folds transactions one after the other: the outcome of each first change, and the kinds of reviews. */
export function play(...told: readonly Told[]) {
  const tables = memoryTables();
  const decisions = told.map(([by, n, stamp, ...steps]) =>
    tables.fold(transaction({ by, n, stamp }, ...steps)),
  );
  return {
    row: tables.row,
    outcomes: decisions.map(({ outcomes }): Outcome | undefined => outcomes[0]),
    last: decisions.at(-1),
    reviews: decisions.flatMap(({ reviews }) =>
      reviews.map(({ kind, isBlocking }) => (isBlocking ? `${kind}!` : kind)),
    ),
  };
}
