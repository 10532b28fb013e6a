import { AsyncLocalStorage } from 'node:async_hooks';
import { backOffMs } from './backoff.ts';
import { type CheckLoop, startChecks } from './check-loop.ts';
import { type Device, selectDevice } from './device-store.ts';
import { createExchangeRound, type Round } from './exchange-round.ts';
import { type FilesLoop, startFiles } from './files-loop.ts';
import type { Hindrance } from './other-protocol.ts';
import { type ServerClient, serverClient } from './server-client.ts';
import { whatHappened, type WhyOffline } from './what-happened.ts';
import { sqlOver } from './sql.ts';
import type { SyncPartsWithFiles } from './sync-parts.ts';

/** What is learned anew after each start; all that must be kept stands in the records. */
export type SyncState = {
  /** `offline` until there is an answer, however often it is tried. */
  readonly phase: 'connecting' | 'online' | 'offline';
  readonly hindrance: Hindrance | null;
  readonly whyOffline: WhyOffline | null;
  /** A look at the server is under way, or about to begin. */
  readonly isLooking: boolean;
};

export type SyncLoop = {
  readonly state: () => SyncState;
  /** This computer is becoming a device: looks once that is written. */
  readonly enrolled: () => void;
  /** Looks at once, however long the last failure asked to wait. Resolves when it has. */
  readonly now: () => Promise<void>;
  /** The bytes of files, which follow the rows. */
  readonly files: FilesLoop;
  readonly checks: CheckLoop;
  /** Stops at the next border of a transaction, and waits for it. */
  readonly stop: () => Promise<void>;
};

/** Where nothing can be done until a person does something, how often to look whether they did. */
const HINDERED_EVERY_MS = 5 * 60_000;

/** What a read leaves in the trail may wait a little, for others like it. */
const AFTER_QUERY_MS = 2_000;

/** Everything that changes while the records are open. */
type Running = {
  readonly parts: SyncPartsWithFiles;
  readonly round: Round;
  readonly files: FilesLoop;
  readonly checks: CheckLoop;
  readonly stopping: AbortController;
  /** Whether it is the loop itself that has its turn with the records. */
  readonly ours: AsyncLocalStorage<true>;
  state: Omit<SyncState, 'isLooking'>;
  /** This computer is of no site: what is done on it is nothing to look after. */
  isOff: boolean;
  failures: number;
  isAskedAgain: boolean;
  /** Somebody asked outright, who is not answered by a look that was under way by then and fails. */
  isWanted: boolean;
  isRunning: boolean;
  done: Promise<void>;
  /** The one look of several that is under way. */
  lookedOnce: Promise<void>;
  cancelTimer: () => void;
  /** Set while a look after reads is due. */
  cancelSoon: (() => void) | null;
  waiting: { readonly done: Promise<void>; readonly abort: AbortController } | null;
  client: { readonly name: string; readonly server: ServerClient } | null;
};

/**
 * Keeps this computer and its site's server at the same state as long as the records are open: looks after
 * every change made here, whenever the server says that somebody else made one, and by timer, for a failure
 * must never wait for the next change. Without a device it does nothing.
 */
export function startSync(parts: SyncPartsWithFiles): SyncLoop {
  const run = notStarted(parts);
  parts.database.onTurn({
    began: () => undefined,
    ended: (kind) => {
      // Out of reach, the timer says when to look again: many changes must not mean many attempts.
      if (run.isOff || run.ours.getStore() || run.state.phase === 'offline') return;
      if (kind === 'command' || kind === 'chunk') look(run);
      if (kind === 'query') lookSoon(run);
    },
  });
  look(run);
  return {
    state: () => ({ ...run.state, isLooking: run.isRunning || run.isWanted }),
    files: run.files,
    checks: run.checks,
    enrolled() {
      run.isOff = false;
    },
    async now() {
      // Asked outright, it asks anew how the server stands.
      if (run.state.phase === 'online') run.state = { ...run.state, phase: 'connecting' };
      run.isWanted = true;
      run.files.hurry();
      run.waiting?.abort.abort();
      await run.waiting?.done;
      look(run);
      await run.done;
    },
    async stop() {
      run.stopping.abort();
      run.cancelTimer();
      run.cancelSoon?.();
      await run.files.stop();
      await run.checks.stop();
      await run.done;
      await run.waiting?.done;
    },
  };
}

function notStarted(parts: SyncPartsWithFiles): Running {
  const stopping = new AbortController();
  const ours = new AsyncLocalStorage<true>();
  const run: Running = {
    parts,
    round: createExchangeRound(parts, stopping.signal),
    files: startFiles({
      ...parts,
      whenRowsRest: () => (run.isRunning ? run.done : Promise.resolve()),
      within: (work) => ours.run(true, work),
    }),
    checks: startChecks({
      ...parts,
      catchUp: async () => {
        look(run);
        await run.lookedOnce;
      },
      within: (work) => ours.run(true, work),
    }),
    stopping,
    ours,
    state: { phase: 'connecting', hindrance: null, whyOffline: null },
    isOff: false,
    failures: 0,
    isAskedAgain: false,
    isWanted: false,
    isRunning: false,
    done: Promise.resolve(),
    lookedOnce: Promise.resolve(),
    cancelTimer: () => undefined,
    cancelSoon: null,
    waiting: null,
    client: null,
  };
  return run;
}

/** Looks at the server, or once more after the look that is under way. */
function look(run: Running): void {
  if (run.stopping.signal.aborted) return;
  run.isAskedAgain = true;
  if (run.isRunning) return;
  run.isRunning = true;
  run.cancelTimer();
  run.done = run.ours.run(true, () => untilQuiet(run));
}

function lookSoon(run: Running): void {
  if (run.stopping.signal.aborted) return;
  run.cancelSoon ??= run.parts.timers.after(AFTER_QUERY_MS, () => {
    run.cancelSoon = null;
    if (run.state.phase !== 'offline') look(run);
  });
}

async function untilQuiet(run: Running): Promise<void> {
  while (run.isAskedAgain && !run.stopping.signal.aborted) {
    run.isAskedAgain = false;
    run.isWanted = false;
    run.lookedOnce = lookOnce(run);
    await run.lookedOnce;
  }
  run.isRunning = false;
}

async function lookOnce(run: Running): Promise<void> {
  const { parts, round } = run;
  try {
    if (!parts.mayWrite()) return;
    const device = await parts.database.read((db) => selectDevice(sqlOver(db)));
    run.isOff = !device;
    if (!device) return;
    const server = clientOf(run, device);
    const onMet = () => {
      run.state = { ...run.state, phase: 'connecting' };
    };
    await round.run({ server, isMet: run.state.phase === 'online', onMet });
    run.failures = 0;
    run.state = { phase: 'online', hindrance: null, whyOffline: null };
    waitForOthers(run, server);
    run.files.look();
    run.checks.look(server);
  } catch (error) {
    await failed(run, error);
  }
}

async function failed(run: Running, error: unknown): Promise<void> {
  if (run.stopping.signal.aborted) return;
  const { random, timers, report } = run.parts;
  const happened = whatHappened(error);
  if (happened.isUnexpected) await report(error);
  run.waiting?.abort.abort();
  run.cancelTimer();
  run.state = { phase: 'offline', hindrance: happened.hindrance, whyOffline: happened.why };
  const delayMs = happened.hindrance
    ? HINDERED_EVERY_MS
    : Math.max(backOffMs(run.failures, random), happened.retryAfterMs);
  run.failures += 1;
  if (happened.hindrance === 'revoked') run.files.revoked();
  // What was written meanwhile waits for the timer.
  run.isAskedAgain = run.isWanted;
  run.cancelTimer = timers.after(delayMs, () => look(run));
}

/** Has the server say when others have written something; one question at a time. */
function waitForOthers(run: Running, server: ServerClient): void {
  if (run.waiting) return;
  const abort = new AbortController();
  const either = AbortSignal.any([run.stopping.signal, abort.signal]);
  const done = run.ours
    .run(true, () => run.round.wait(server, either))
    .finally(() => {
      run.waiting = null;
    })
    .then(
      () => look(run),
      (error: unknown) => (either.aborted ? undefined : failed(run, error)),
    );
  run.waiting = { done, abort };
}

/** One for each device: it keeps the token. A new enrolment or a fork makes another. */
function clientOf(run: Running, device: Device): ServerClient {
  const name = `${device.serverUrl} ${device.siteId} ${device.deviceId}`;
  if (run.client?.name !== name) run.client = { name, server: serverClient(device) };
  return run.client.server;
}
