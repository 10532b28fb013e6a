import type { Actor } from '../../shared/base/permission.ts';
import { ok } from '../../shared/base/result.ts';
import type { CoreEvent } from '../../shared/base/bridge.ts';
import type { Authorship } from './authorship.ts';
import type { Reply } from './core.ts';
import type { JobContext, JobStep } from './context.ts';
import type { Database, Tx } from './database.ts';
import type { FileStore } from './file-store.ts';
import type { ReportIncident } from './incident-log.ts';
import { createTurns } from './turns.ts';

/** Thrown inside a job at the border of a chunk; what earlier chunks wrote stays. */
export class JobStopped extends Error {
  override name = 'JobStopped';
}

export type JobRow = {
  readonly id: string;
  readonly operation: string;
  readonly input: unknown;
  readonly cursor: unknown;
  readonly done: number;
  readonly total: number;
  readonly label: string;
};

/** How an ended job is written down, in its last transaction. */
export type EndOfJob = (tx: Tx, job: JobRow, reply: Reply) => Promise<void>;

type Parts = {
  readonly database: Database;
  readonly files: FileStore;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly emit: (event: CoreEvent) => void;
  readonly report: ReportIncident;
  readonly authorship: Authorship;
  /** Whether a job of this operation may write just now. */
  readonly mayWrite: (operation: string) => boolean;
  /** Runs the operation's handler; unexpected errors come back as a failure reply. */
  readonly perform: (job: JobRow, context: JobContext) => Promise<Reply>;
};

export type Jobs = {
  readonly insert: (tx: Tx, job: NewJob) => Promise<void>;
  /** Starts or goes on with a job; jobs run one after another. `onEnd` writes its audit event. */
  readonly run: (jobId: string, actor: Actor, onEnd: EndOfJob) => void;
  readonly isRunning: (jobId: string) => boolean;
  readonly cancel: (jobId: string) => void;
  /** Marks what a crash left running as interrupted, so that it can be resumed. */
  readonly markInterrupted: () => Promise<void>;
  /** Stops at the next border of a chunk and waits for it. */
  readonly close: () => Promise<void>;
};

export type NewJob = {
  readonly id: string;
  readonly operation: string;
  readonly input: unknown;
  readonly startedBy: string;
  readonly now: Date;
};

type StopState = 'cancelled' | 'interrupted';

/** Which jobs run or wait to run, each with why it is to stop, if it is. */
type Stops = Map<string, StopState | null>;

export function createJobs(parts: Parts): Jobs {
  const inTurn = createTurns();
  const stops: Stops = new Map();
  return {
    insert: insertJob,
    run(jobId, actor, onEnd) {
      stops.set(jobId, null);
      const running = { jobId, actor, onEnd, stops };
      void inTurn(() => runOne(parts, running).finally(() => stops.delete(jobId))).catch(
        parts.report,
      );
    },
    isRunning: (jobId) => stops.has(jobId),
    cancel: (jobId) => {
      if (stops.has(jobId)) stops.set(jobId, 'cancelled');
    },
    markInterrupted: () => markInterrupted(parts),
    async close() {
      for (const [jobId, stop] of stops) stops.set(jobId, stop ?? 'interrupted');
      await inTurn(async () => undefined);
    },
  };
}

type Running = {
  readonly jobId: string;
  readonly actor: Actor;
  readonly onEnd: EndOfJob;
  readonly stops: Stops;
};

async function runOne(parts: Parts, running: Running): Promise<void> {
  const { jobId, actor, onEnd, stops } = running;
  const job = await begin(parts, jobId);
  let last: JobRow = job;
  const beforeChunk = (): void => {
    if (stops.get(jobId)) throw new JobStopped('Asked to stop');
    if (!parts.mayWrite(job.operation)) throw new JobStopped('Nothing can be written just now');
  };
  const afterChunk = (step: JobStep): void => {
    last = { ...last, ...step };
    announce(parts, last, 'running');
  };
  try {
    const context = jobContext(parts, { job, actor, beforeChunk, afterChunk });
    const reply = await parts.perform(job, context);
    const state = reply.ok ? 'done' : 'failed';
    await parts.database.transact(async (tx) => {
      await parts.authorship(tx, actor.userId);
      await onEnd(tx, job, reply);
      await saveEnd(parts, tx, { jobId, state, reply });
    });
    announce(parts, last, state);
  } catch (error) {
    // A stop asked for, or an end that could not be written: both can be gone on with later.
    const state = stops.get(jobId) ?? 'interrupted';
    if (!(error instanceof JobStopped)) await parts.report(error);
    announce(parts, last, state);
    await parts.database.transact((tx) => saveEnd(parts, tx, { jobId, state, reply: null }));
  }
}

async function markInterrupted(parts: Parts): Promise<void> {
  const endedAt = parts.clock().toISOString();
  await parts.database.transact((tx) =>
    tx
      .updateTable('jobs')
      .set({ state: 'interrupted', endedAt })
      .where('state', '=', 'running')
      .execute(),
  );
}

async function insertJob(tx: Tx, job: NewJob): Promise<void> {
  await tx
    .insertInto('jobs')
    .values({
      id: job.id,
      operation: job.operation,
      input: JSON.stringify(job.input),
      state: 'running',
      cursor: null,
      result: null,
      startedBy: job.startedBy,
      startedAt: job.now.toISOString(),
      endedAt: null,
    })
    .execute();
}

async function begin(parts: Parts, jobId: string): Promise<JobRow> {
  const job = await parts.database.transact((tx) =>
    tx
      .updateTable('jobs')
      .set({ state: 'running', endedAt: null, result: null })
      .where('id', '=', jobId)
      .returning(['id', 'operation', 'input', 'cursor', 'done', 'total', 'label'])
      .executeTakeFirstOrThrow(),
  );
  announce(parts, job, 'running');
  return job;
}

function jobContext(
  parts: Parts,
  running: {
    readonly job: JobRow;
    readonly actor: Actor;
    /** Throws JobStopped when the job is to stop. */
    readonly beforeChunk: () => void;
    readonly afterChunk: (step: JobStep) => void;
  },
): JobContext {
  const { job, actor, beforeChunk, afterChunk } = running;
  return {
    actor,
    now: parts.clock(),
    cursor: job.cursor,
    files: parts.files,
    async read(work) {
      const found = await parts.database.read(work);
      await othersTurn();
      return found;
    },
    async chunk(work) {
      beforeChunk();
      const step = await parts.database.transact(async (tx) => {
        await parts.authorship(tx, actor.userId);
        const made = await work({ tx, now: parts.clock(), newId: parts.newId });
        await saveStep(tx, job.id, made);
        return made;
      });
      afterChunk(step);
      await othersTurn();
    },
  };
}

/** Lets calls that arrived meanwhile be read and queued before the job asks for its next turn. */
const othersTurn = () => new Promise<void>((resume) => setImmediate(resume));

async function saveStep(tx: Tx, jobId: string, step: JobStep): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({
      cursor: JSON.stringify(step.cursor),
      done: step.done,
      total: step.total,
      label: step.label,
    })
    .where('id', '=', jobId)
    .execute();
}

async function saveEnd(
  parts: Parts,
  tx: Tx,
  end: {
    readonly jobId: string;
    readonly state: 'done' | 'failed' | StopState;
    readonly reply: Reply | null;
  },
): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({
      state: end.state,
      result: end.reply === null ? null : JSON.stringify(end.reply),
      endedAt: parts.clock().toISOString(),
    })
    .where('id', '=', end.jobId)
    .execute();
}

function announce(
  parts: Parts,
  job: JobRow,
  state: 'running' | 'done' | 'failed' | StopState,
): void {
  const { id, operation, done, total, label } = job;
  parts.emit({ type: 'job', jobId: id, operation, state, done, total, label });
}

/** What the caller of a job is told at once. */
export function startedReply(jobId: string): Reply {
  return ok({ jobId });
}
