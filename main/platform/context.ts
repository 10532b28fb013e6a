import type { Actor } from '../../shared/base/permission.ts';
import type { FileStore } from './file-store.ts';
import type { ReadonlyDb, Tx } from './database.ts';
import type { OpenedCharts } from './sessions.ts';

/** Changes to who is signed in; they count once the command has committed. */
export type SessionChanges = {
  /** Signs this caller in as `actor`, who is signed out after being away for so long. */
  readonly begin: (actor: Actor, idleLimitMs: number) => void;
  /** The PIN was given again, for this operation. */
  readonly confirm: (operation: string) => void;
  /** Opens charts that are closed to this caller, between two instants. */
  readonly openCharts: (charts: OpenedCharts) => void;
  readonly end: () => void;
  /** Ends every session of a person: they were disabled or their PIN was changed by somebody else. */
  readonly endAllOf: (userId: string) => void;
};

export type JobSwitches = {
  readonly isRunning: (jobId: string) => boolean;
  /** Asks a running job to stop before its next chunk. */
  readonly cancel: (jobId: string) => void;
  /** Goes on with a stopped job once the command has committed. */
  readonly resume: (jobId: string) => void;
};

export type QueryContext = {
  readonly db: ReadonlyDb;
  readonly actor: Actor | null;
  readonly now: Date;
};

export type CommandContext = {
  readonly tx: Tx;
  readonly actor: Actor | null;
  readonly now: Date;
  readonly newId: () => string;
  readonly session: SessionChanges;
  readonly jobs: JobSwitches;
  /**
   * The result of work that takes long and needs no database, such as checking a PIN. It is done while
   * others get their turn, and the handler then begins anew: whatever it did before is undone, and
   * under the same `key` it finds the result. Never catch what this throws.
   */
  readonly aside: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Writes in a transaction of its own when this command is refused: a wrong PIN must be counted. */
  readonly evenIfRefused: (work: (tx: Tx) => Promise<void>) => void;
};

/** How far a job is after a chunk. `cursor` is JSON, from which the next chunk can start. */
export type JobStep = {
  readonly cursor: unknown;
  readonly done: number;
  readonly total: number;
  /** What it is at, in a few words without anybody's data. */
  readonly label: string;
};

export type ChunkContext = {
  readonly tx: Tx;
  readonly now: Date;
  readonly newId: () => string;
};

export type JobContext = {
  readonly actor: Actor | null;
  readonly now: Date;
  /** The cursor of the last chunk of an earlier run, or null at the first start. */
  readonly cursor: unknown;
  readonly files: FileStore;
  readonly read: <T>(work: (db: ReadonlyDb) => Promise<T>) => Promise<T>;
  /**
   * One short transaction, in which how far the job came is saved as well. Between two of these the
   * bedside gets its turn. Throws JobStopped when the job was cancelled meanwhile.
   */
  readonly chunk: (work: (context: ChunkContext) => Promise<JobStep>) => Promise<void>;
};

export type Contexts = {
  readonly query: QueryContext;
  readonly command: CommandContext;
  readonly job: JobContext;
};
