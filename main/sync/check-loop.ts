import { checkRecords, NotComparable } from './check-records.ts';
import { type CheckResult, selectComparedAt, updateLastCheck } from './check-store.ts';
import type { ServerClient } from './server-client.ts';
import { ServerRefused, ServerUnreachable } from './server-errors.ts';
import { sqlOver } from './sql.ts';
import type { SyncParts } from './sync-parts.ts';

const EVERY_MS = 24 * 60 * 60_000;
/** How often to look whether it is time, and to try again what did not go. */
const LOOK_EVERY_MS = 60 * 60_000;

/** Written down without what the rows hold: how many of which tables is in the records. */
export class RecordsDiffered extends Error {
  override name = 'RecordsDiffered';
  readonly code: string;
  constructor({ fetched, setAside, left }: CheckResult) {
    super('Records differed from the server');
    this.code = `fetched ${fetched}, set aside ${setAside}, left ${left}`;
  }
}

export type CheckState = {
  readonly isRunning: boolean;
  readonly done: number;
  readonly total: number;
  /** The last one that was begun since the start did not get to its end. */
  readonly wasStopped: boolean;
};

export type CheckLoop = {
  readonly state: () => CheckState;
  /** This computer and the server are level: compares them where a day has passed, or somebody asked. */
  readonly look: (server: ServerClient) => void;
  /** Somebody asked: at the next look. */
  readonly ask: () => void;
  readonly cancel: () => void;
  readonly stop: () => Promise<void>;
};

type CheckParts = SyncParts & {
  readonly catchUp: () => Promise<void>;
  /** Runs work so that the records know whose turn it is. */
  readonly within: (work: () => Promise<void>) => Promise<void>;
};

type Running = {
  readonly parts: CheckParts;
  state: CheckState;
  /** Comparing, or finding out whether it is time. */
  isBusy: boolean;
  isAsked: boolean;
  lookedAtMs: number;
  abort: AbortController;
  done: Promise<void>;
};

/** Compares all records with the server's beside the rest of sync, a little at a time. */
export function startChecks(parts: CheckParts): CheckLoop {
  const run: Running = {
    parts,
    state: { isRunning: false, done: 0, total: 0, wasStopped: false },
    isBusy: false,
    isAsked: false,
    lookedAtMs: Number.NEGATIVE_INFINITY,
    abort: new AbortController(),
    done: Promise.resolve(),
  };
  let isEnded = false;
  return {
    state: () => ({ ...run.state, isRunning: run.state.isRunning || run.isAsked }),
    look(server) {
      if (run.isBusy || isEnded) return;
      const nowMs = parts.clock().getTime();
      if (!run.isAsked && Math.abs(nowMs - run.lookedAtMs) < LOOK_EVERY_MS) return;
      run.lookedAtMs = nowMs;
      run.abort = new AbortController();
      run.isBusy = true;
      run.done = parts.within(() => checkIfDue(run, server));
    },
    ask() {
      run.isAsked = true;
    },
    cancel() {
      run.isAsked = false;
      run.abort.abort();
    },
    async stop() {
      isEnded = true;
      run.isAsked = false;
      run.abort.abort();
      await run.done;
    },
  };
}

async function checkIfDue(run: Running, server: ServerClient): Promise<void> {
  try {
    if (run.isAsked || (await isDue(run.parts))) await check(run, server);
  } catch (error) {
    if (!isPassing(error) && !run.abort.signal.aborted) await run.parts.report(error);
    run.state = { ...run.state, wasStopped: true };
  } finally {
    run.state = { ...run.state, isRunning: false };
    run.isBusy = false;
  }
}

async function isDue({ database, clock }: CheckParts): Promise<boolean> {
  const at = await database.read((db) => selectComparedAt(sqlOver(db)));
  return at !== null && Math.abs(clock().getTime() - Date.parse(at)) >= EVERY_MS;
}

async function check(run: Running, server: ServerClient): Promise<void> {
  const { database, clock, newId, catchUp, report } = run.parts;
  run.isAsked = false;
  run.state = { isRunning: true, done: 0, total: 0, wasStopped: false };
  const result = await checkRecords({
    database,
    server,
    clock,
    newId,
    catchUp,
    signal: run.abort.signal,
    onProgress: (done, total) => {
      run.state = { ...run.state, done, total };
    },
  });
  await updateLastCheck(database, { ...result, finishedAt: clock().toISOString() });
  if (result.fetched + result.setAside + result.left > 0) await report(new RecordsDiffered(result));
}

/** It is tried again in an hour, or when somebody asks. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof NotComparable ||
    error instanceof ServerRefused ||
    error instanceof ServerUnreachable
  );
}
