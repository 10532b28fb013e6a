import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { v7 } from 'uuid';
import type { Core } from '../core.ts';
import type { FromThread, ThreadStart } from './core-thread-port.ts';
import { dataPaths } from '../data-directory.ts';
import { incidentLog } from '../incident-log.ts';
import type { Keychain } from '../keys/keychain.ts';
import { sessionKey } from '../sessions.ts';
import { type SupervisedCore, superviseCore } from './supervised-core.ts';
import type { SupervisedParts, Thread, ThreadListener } from './supervision.ts';
import { systemTimers, type Timers } from '../timers.ts';

export type CoreThreadOptions = {
  readonly dataDir: string;
  /** This computer's keychain, where the host has one. */
  readonly keychain?: Keychain | null;
};

/** What tests put in the place of the application, of time and of the log. */
export type CoreThreadParts = {
  readonly workerUrl?: URL;
  readonly timers?: Timers;
  readonly report?: SupervisedParts['report'];
};

// The bundle puts worker.js beside every entry; from source it stands two folders up.
const ownWorker = import.meta.url.endsWith('.ts')
  ? new URL('../../worker.ts', import.meta.url)
  : new URL('./worker.js', import.meta.url);

/**
 * Starts the application core in a thread of its own, because PGlite computes synchronously: here a
 * heavy query would freeze the window. Rejects with an Error named as openCore names it. When the
 * thread ends or hangs it is started again; see supervised-core.ts for what callers are told.
 */
export async function startCoreThread(
  options: CoreThreadOptions,
  parts: CoreThreadParts = {},
): Promise<Core> {
  const { workerUrl = ownWorker, timers = systemTimers } = parts;
  const supervised = await superviseCore({
    dataDir: options.dataDir,
    keychain: options.keychain ?? null,
    spawn: (start, listener) => spawnWorker(workerUrl, start, listener),
    timers,
    report: parts.report ?? reportTo(dataPaths(options.dataDir).log),
  });
  return coreOver(supervised);
}

/** Secrets of the command line, which only the host needs. */
const SECRET_VARIABLES = ['CARETRAIL_PASSPHRASE', 'CARETRAIL_PIN'];

function spawnWorker(workerUrl: URL, start: ThreadStart, listener: ThreadListener): Thread {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !SECRET_VARIABLES.includes(name)),
  );
  const worker = new Worker(workerUrl, { workerData: start, env });
  worker.on('message', (message: FromThread) => listener.received(message));
  worker.on('error', (error) =>
    listener.gone(error instanceof Error ? error : new Error('The core’s thread threw something')),
  );
  worker.on('exit', () => listener.gone(new Error('The core’s thread ended')));
  return {
    post: (message) => worker.postMessage(message),
    end: () => worker.terminate(),
  };
}

function reportTo(logPath: string): SupervisedParts['report'] {
  const report = incidentLog(logPath, v7, () => new Date());
  return (cause, detail) => {
    const [what = ''] = detail.split('\n');
    const name = `CoreStopped (${what})`;
    void report(Object.assign(new Error(cause), { name, code: cause, stack: detail }));
  };
}

function coreOver(supervised: SupervisedCore): Core {
  const { ask, kindOf, forgetSession, onEvent, close } = supervised;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread answers as Core's own method does
  const core = {
    dispatch(session, name, input) {
      // A core that is down cannot be told: the next one must not know who left.
      if (supervised.endsSession(name)) forgetSession(sessionKey(session));
      const kind = kindOf(name);
      const sent = kind === 'command' ? numbered(input) : input;
      return ask({ kind, method: 'dispatch', parameters: [session, name, sent] });
    },
    // A file is kept by its content: given twice, it is kept once.
    putBytes: (...call) => ask({ kind: 'command', method: 'putBytes', parameters: call }),
    getBytes: (...call) => ask({ kind: 'query', method: 'getBytes', parameters: call }),
    endSession(session) {
      forgetSession(sessionKey(session));
      return ask({ kind: 'once', method: 'endSession', parameters: [session] });
    },
    onEvent,
    close,
  } as Core;
  return core;
}

/** A command that nobody numbered gets a number here, so that it can be sent twice and done once. */
function numbered(input: unknown): unknown {
  const isFields = typeof input === 'object' && input !== null && !Array.isArray(input);
  return isFields && !('commandId' in input) ? { ...input, commandId: randomUUID() } : input;
}
