import type { CoreEvent } from '../../shared/base/bridge.ts';
import type { Contract, Handlers } from '../../shared/base/contract.ts';
import { type Authorship, noAuthorship } from './authorship.ts';
import { signHead } from './audit-head.ts';
import { createBytePort } from './byte-port.ts';
import type { CallParts, Handler } from './call.ts';
import { type ChartGate, noChartGate } from './closed-charts.ts';
import { pruneReplies } from './command-replies.ts';
import type { Contexts } from './context.ts';
import type { Core } from './core.ts';
import type { Database } from './database.ts';
import { createDispatch } from './dispatch.ts';
import type { Refusal } from './dispatch-failures.ts';
import { type FileRules, noFileRules } from './file-rules.ts';
import type { FileStore } from './file-store.ts';
import type { ReportIncident } from './incident-log.ts';
import { createJobs } from './jobs.ts';
import { createPerform } from './run-job.ts';
import { createSessions, type KeptSessions } from './sessions.ts';
import { alwaysWritable, type Writing } from './disk/writing.ts';

/** What the core stands on: everything that touches the world outside comes in here. */
export type CoreParts = {
  readonly database: Database;
  readonly files: FileStore;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly report: ReportIncident;
  /** Whether records can be written; without it they always can. */
  readonly writing?: Writing;
  /** Who was signed in before the core was started again. */
  readonly sessions?: KeptSessions;
  /** What the slices know of files; without it they are kept as they come. */
  readonly fileRules?: FileRules;
  /** Writes into each transaction whose changes they are; without it that is not kept. */
  readonly authorship?: Authorship;
  /** Which charts are closed behind glass; without it none is. */
  readonly isChartClosed?: ChartGate;
  /** Why nothing is changed just now, by the operation; without it only the disk says so. */
  readonly refuseChange?: (name: string) => Refusal | null;
  /** Done before the first call is answered. */
  readonly beforeFirstCall?: () => Promise<void>;
};

/** The core in the thread of its records, where what is done at the gate can end sessions too. */
export type RecordsCore = Core & { readonly endSessionsOf: (userId: string) => void };

export function createCore<C extends Contract>(
  parts: CoreParts,
  contract: C,
  typedHandlers: Handlers<C, Contexts>,
): RecordsCore {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each fits its operation, and dispatch hands it that one's input
  const handlers = typedHandlers as Readonly<Record<string, Handler>>;
  const listeners = new Set<(event: CoreEvent) => void>();
  const sessions = createSessions(parts.sessions);
  const { files, writing = alwaysWritable, authorship = noAuthorship } = parts;
  const { refuseChange = () => null, isChartClosed = noChartGate } = parts;
  const jobs = createJobs({
    ...parts,
    authorship,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    mayWrite: (name) => contract[name]?.isAllowedReadOnly === true || writing.state() === 'allowed',
    perform: createPerform(contract, handlers, parts.report),
  });
  const rules = { authorship, refuseChange, isChartClosed };
  const callParts: CallParts = { ...parts, ...rules, sessions, jobs, writing };
  const ready = tidyUp(parts, jobs.markInterrupted);
  const dispatch = createDispatch({ ...callParts, contract, handlers });
  return {
    dispatch: async (...call) => {
      await ready;
      return dispatch(...call);
    },
    ...createBytePort(callParts, { files, rules: parts.fileRules ?? noFileRules }),
    endSession: async (session) => sessions.end(session),
    endSessionsOf: sessions.endAllOf,
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      await jobs.close();
      sessions.endAll();
      if (writing.state() === 'allowed') await signTrail(parts);
      await parts.database.close();
    },
  };
}

/** What cannot be signed now is at the next occasion. */
async function signTrail({ database, clock }: CoreParts): Promise<void> {
  const signing = database.transact((tx) => signHead(tx, { occasion: 'closing', at: clock() }));
  await signing.catch(() => undefined);
}

/**
 * What the last run left behind: jobs that a crash cut off, and replies nobody waits for any more. On a
 * full disk or in damaged records it may not be possible, which must not keep anybody from reading.
 */
async function tidyUp(parts: CoreParts, markInterrupted: () => Promise<void>): Promise<void> {
  try {
    await parts.beforeFirstCall?.();
    await markInterrupted();
    await parts.database.transact((tx) => pruneReplies(tx, parts.clock()));
  } catch (error) {
    await parts.report(error);
  }
}
