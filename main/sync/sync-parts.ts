import type { Database } from '../platform/database.ts';
import type { FileStore } from '../platform/file-store.ts';
import type { ReportIncident } from '../platform/incident-log.ts';
import type { Timers } from '../platform/timers.ts';

/** What sync stands on while the records are open. */
export type SyncParts = {
  readonly database: Database;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly report: ReportIncident;
  readonly timers: Timers;
  /** From 0 up to 1, for spreading what many devices do. */
  readonly random: () => number;
  /** Whether records can be written just now. */
  readonly mayWrite: () => boolean;
};

/** The same with the files that the records name. */
export type SyncPartsWithFiles = SyncParts & {
  readonly files: Pick<FileStore, 'get' | 'getStream' | 'putStream' | 'exists'>;
};
