import type { Tx } from '../platform/database.ts';
import { insertEntry, insertRuns } from './run-store.ts';

/** The examples that migrations/160_protocols.sql brings, by the aetiology they are for. */
export const exampleProtocolIds = {
  venous: '0199c0de-0160-7000-8000-000000000001',
  diabetic: '0199c0de-0160-7000-8000-000000000002',
  pressure: '0199c0de-0160-7000-8000-000000000003',
} as const;

/** A protocol that began before, in its first version. */
export type PastRun = {
  readonly id: string;
  readonly patientId: string;
  readonly woundId: string;
  readonly episodeId: string;
  readonly protocolId: string;
  readonly startedOn: string;
  readonly startedBy: string;
};

/** Starts protocols on wounds whose references have been checked. */
export function addPastRuns(tx: Tx, runs: readonly PastRun[]): Promise<void> {
  return insertRuns(
    tx,
    runs.map((run) => ({ ...run, protocolVersion: 1 })),
  );
}

/** What was said back then about a due day of a step; a deviation from it left it out. */
export type PastEntry = {
  readonly id: string;
  readonly protocolRunId: string;
  readonly kind: 'deviation' | 'review';
  readonly stepId: string;
  readonly dueOn: string;
  readonly enteredOn: string;
  readonly words: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
};

export async function addPastEntries(tx: Tx, entries: readonly PastEntry[]): Promise<void> {
  for (const entry of entries)
    await insertEntry(tx, { ...entry, deviation: entry.kind === 'deviation' ? 'skipped' : null });
}
