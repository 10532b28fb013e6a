import { z } from 'zod';
import type { PageStore } from '../../main/platform/page-store/page-store.ts';
import { type Effect, storeFiles } from './effects.ts';
import { type Changes, type WatchedFile, watchFile } from './watched-file.ts';

/**
 * What SQLite does to the two files under a store, told from the files themselves: they are compared
 * before each COMMIT, after it, and after every other statement. The order of writes and syncs within one
 * commit is SQLite's documented one for the connection's own setting of `synchronous`: the header of a
 * write-ahead log that begins again, its frames, then, when the log is carried over, the database. That
 * the process makes these very calls is seen by the recorder that uses strace.
 */
export type ComparingRecorder = {
  readonly start: ReadonlyMap<string, Buffer>;
  /** Call before SQLite's COMMIT: what is in the log by now is not synced. */
  readonly beforeCommit: () => void;
  /** Call when a statement or transaction is over. */
  readonly afterCommit: () => void;
  readonly stop: () => void;
};

type Syncing = {
  readonly header: boolean;
  readonly commit: boolean;
  readonly carryingOver: boolean;
};

/** By the value of `PRAGMA synchronous`: OFF, NORMAL, FULL. */
const SYNCING: readonly Syncing[] = [
  { header: false, commit: false, carryingOver: false },
  { header: true, commit: false, carryingOver: true },
  { header: true, commit: true, carryingOver: true },
];

const LOG_HEADER_BYTES = 32;

/** In frames; NOOP carries nothing over and only tells. */
const logState = z.tuple([z.object({ checkpointed: z.number() })]);

type Connection = PageStore['sqlite'];

/** By the connection's own setting, so that one that does not sync is believed not to. */
function syncingOf(sqlite: Connection): Syncing {
  const synchronous = Number(sqlite.pragma('synchronous', { simple: true }));
  const syncing = SYNCING[Math.min(2, synchronous)];
  if (!syncing) throw new Error(`synchronous is ${synchronous}`);
  return syncing;
}

/** Which log was carried over into the database, and how far; empty while it is not. */
function howFarCarriedOver(sqlite: Connection, log: WatchedFile): string {
  const [{ checkpointed }] = logState.parse(sqlite.pragma('wal_checkpoint(NOOP)'));
  const salts = log.content().subarray(16, 24).toString('hex');
  return checkpointed > 0 ? `${salts} ${checkpointed}` : '';
}

export function recordByComparing(
  { path, sqlite }: Pick<PageStore, 'path' | 'sqlite'>,
  emit: (effect: Effect) => void,
): ComparingRecorder {
  const database = watchFile(path);
  const log = watchFile(`${path}-wal`);
  const syncing = syncingOf(sqlite);
  const sync = (file: string): void => emit({ type: 'sync', file });

  function emitChanges(file: string, { writes, length }: Changes): void {
    for (const { at, bytes } of writes) emit({ type: 'write', file, at, bytes });
    if (length !== null) emit({ type: 'resize', file, length });
  }
  function lookAtLog(): void {
    const changes = log.changes();
    const [first] = changes.writes;
    if (first?.at === 0) {
      // The log begins again: its header must be on the disk before any frame after it.
      const header = first.bytes.subarray(0, LOG_HEADER_BYTES);
      emitChanges(storeFiles.log, { writes: [{ at: 0, bytes: header }], length: null });
      if (syncing.header) sync(storeFiles.log);
    }
    emitChanges(storeFiles.log, changes);
  }
  let carriedOver = '';
  function lookAtDatabase(): void {
    const now = howFarCarriedOver(sqlite, log);
    if (now === carriedOver) return;
    carriedOver = now;
    if (syncing.carryingOver) sync(storeFiles.log);
    emitChanges(storeFiles.database, database.changes());
    if (syncing.carryingOver) sync(storeFiles.database);
  }
  return {
    start: new Map([
      [storeFiles.database, Buffer.from(database.content())],
      [storeFiles.log, Buffer.from(log.content())],
    ]),
    beforeCommit: lookAtLog,
    afterCommit() {
      lookAtLog();
      if (syncing.commit) sync(storeFiles.log);
      lookAtDatabase();
    },
    stop() {
      database.close();
      log.close();
    },
  };
}
