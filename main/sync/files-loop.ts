import { StoreClosed, StoreFailing, StoreFull } from '../platform/blob-store/blob-errors.ts';
import { backOffMs } from './backoff.ts';
import { type Device, selectDevice } from './device-store.ts';
import { type FileClient, fileClient } from './file-client.ts';
import { lookAtFiles, type Moved, moveSome } from './files-round.ts';
import type { OpenFile } from './files-store.ts';
import { ServerRefused } from './server-errors.ts';
import { sqlOver } from './sql.ts';
import type { SyncPartsWithFiles } from './sync-parts.ts';
import { whatHappened } from './what-happened.ts';

export type FilesParts = SyncPartsWithFiles & {
  /** Resolves when no rows are on their way: they go first. */
  readonly whenRowsRest: () => Promise<void>;
  /** Runs work so that the records know whose turn it is. */
  readonly within: (work: () => Promise<void>) => Promise<void>;
};

/** The file that is on its way, and how much of it went. */
export type MovingFile = {
  readonly digest: string;
  readonly done: number;
  readonly total: number;
};

export type FilesLoop = {
  /** Rows went or came, so that files may have to. */
  readonly look: () => void;
  /** This computer is no device any more: it gives what it has, and asks for nothing. */
  readonly revoked: () => void;
  /** Somebody waits: looks at once, however long the last failure asked to wait. */
  readonly hurry: () => void;
  readonly moving: () => MovingFile | null;
  /** Stops before the next piece, and waits for that. */
  readonly stop: () => Promise<void>;
};

type Running = {
  readonly parts: FilesParts;
  readonly stopping: AbortController;
  readonly moving: Map<string, MovingFile>;
  failures: number;
  /** How often in a row nothing came, because others have not brought it yet. */
  waits: number;
  isBackingOff: boolean;
  isAskedAgain: boolean;
  isRunning: boolean;
  isRevoked: boolean;
  done: Promise<void>;
  cancelTimer: () => void;
  client: { readonly name: string; readonly server: FileClient } | null;
};

/**
 * Brings the bytes of files to the server and fetches those of others, beside the rows and behind them.
 * What is on the server is written down, so that looking again costs nothing.
 */
export function startFiles(parts: FilesParts): FilesLoop {
  const run: Running = {
    parts,
    stopping: new AbortController(),
    moving: new Map(),
    failures: 0,
    waits: 0,
    isBackingOff: false,
    isAskedAgain: false,
    isRunning: false,
    isRevoked: false,
    done: Promise.resolve(),
    cancelTimer: () => undefined,
    client: null,
  };
  return {
    look() {
      if (!run.isBackingOff) look(run);
    },
    revoked() {
      run.isRevoked = true;
      if (!run.isBackingOff) look(run);
    },
    hurry() {
      run.waits = 0;
      look(run);
    },
    moving: () => [...run.moving.values()].at(-1) ?? null,
    async stop() {
      run.stopping.abort();
      run.cancelTimer();
      await run.done;
    },
  };
}

function look(run: Running): void {
  if (run.stopping.signal.aborted) return;
  run.isAskedAgain = true;
  if (run.isRunning) return;
  run.isRunning = true;
  run.isBackingOff = false;
  run.cancelTimer();
  run.done = run.parts.within(() => untilQuiet(run));
}

async function untilQuiet(run: Running): Promise<void> {
  while (run.isAskedAgain && !run.stopping.signal.aborted) {
    try {
      const moved = await lookOnce(run);
      run.failures = 0;
      if (moved === 'moved') [run.isAskedAgain, run.waits] = [true, 0];
      else if (moved === 'othersHaveIt' && !run.isAskedAgain) waitForOthers(run);
    } catch (error) {
      await failed(run, error);
    }
  }
  run.isRunning = false;
}

async function lookOnce(run: Running): Promise<Moved> {
  const { parts, stopping } = run;
  const { database, files, clock, timers, random } = parts;
  run.isAskedAgain = false;
  const device = parts.mayWrite() ? await database.read((db) => selectDevice(sqlOver(db))) : null;
  if (!device) return 'nothing';
  const { server, isFirst } = clientOf(run, device);
  const { signal } = stopping;
  const { epoch } = device;
  const round = {
    database,
    files,
    clock,
    server,
    epoch,
    signal,
    isRevoked: run.isRevoked,
    isAskedAgain: () => run.isAskedAgain,
    moving: (file: OpenFile) => ({
      server,
      files,
      timers,
      random,
      signal,
      turn: () => nextTurn(run, file),
      onBytes: (done: number, total: number) => note(run, { digest: file.digest, done, total }),
    }),
  };
  try {
    await lookAtFiles(round, isFirst);
    return await moveSome(round);
  } finally {
    run.moving.clear();
  }
}

/** Rows go first; only what somebody looks at does not wait for them. */
async function nextTurn(run: Running, { isWanted }: OpenFile): Promise<void> {
  if (!isWanted) await run.parts.whenRowsRest();
  run.stopping.signal.throwIfAborted();
}

function note(run: Running, file: MovingFile): void {
  if (file.done < file.total) run.moving.set(file.digest, file);
  else run.moving.delete(file.digest);
}

function waitForOthers(run: Running): void {
  const { timers, random } = run.parts;
  run.cancelTimer = timers.after(backOffMs(run.waits, random), () => look(run));
  run.waits += 1;
}

async function failed(run: Running, error: unknown): Promise<void> {
  if (run.stopping.signal.aborted || error instanceof StoreClosed) return;
  const { random, timers, report } = run.parts;
  if (isRevocation(error) && !run.isRevoked) {
    run.isRevoked = true;
    run.isAskedAgain = true;
    return;
  }
  const happened = whatHappened(error);
  // A full disk is told to whoever can make room, where it is noticed.
  const isOfDisk = error instanceof StoreFull || error instanceof StoreFailing;
  if (happened.isUnexpected && !isOfDisk) await report(error);
  const delayMs = Math.max(backOffMs(run.failures, random), happened.retryAfterMs);
  run.failures += 1;
  run.isBackingOff = true;
  run.isAskedAgain = false;
  run.cancelTimer = timers.after(delayMs, () => look(run));
}

function isRevocation(error: unknown): boolean {
  return error instanceof ServerRefused && error.refusal.code === 'revoked';
}

/** One for each device and each epoch of the server; with a new one all is looked through once. */
function clientOf(run: Running, device: Device) {
  const { serverUrl, siteId, deviceId, epoch } = device;
  const name = `${serverUrl} ${siteId} ${deviceId} ${epoch}`;
  const isFirst = run.client?.name !== name;
  if (isFirst || !run.client) {
    run.client = { name, server: fileClient(device, run.stopping.signal) };
    run.isRevoked = false;
  }
  return { server: run.client.server, isFirst };
}
