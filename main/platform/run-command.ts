import { sql } from 'kysely';
import type { Actor } from '../../shared/base/permission.ts';
import { ok } from '../../shared/base/result.ts';
import { asideOver } from './aside.ts';
import { audit, type Call, type CallParts, subjectOf, validReply } from './call.ts';
import {
  digestOfInput,
  earlierReply,
  isRemembered,
  type NumberedCommand,
  rememberReply,
} from './command-replies.ts';
import type { CommandContext, SessionChanges } from './context.ts';
import type { Reply } from './core.ts';
import type { Tx } from './database.ts';
import { startedReply } from './jobs.ts';
import { createEndOfJob } from './run-job.ts';

/** Thrown inside the transaction to undo it and answer with the failure all the same. */
class Rollback extends Error {
  override name = 'Rollback';
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('A command answered with a failure');
    this.reply = reply;
  }
}

/** What a handler asked for besides its rows. */
type Effects = {
  readonly afterCommit: (() => void)[];
  readonly evenIfRefused: ((tx: Tx) => Promise<void>)[];
  /** Who this command signed in. */
  signedIn: Actor | null;
};

/**
 * One transaction: commits when the handler answers ok, with the audit event in it, and rolls back when
 * it answers a failure or throws. A command sent twice under one id is done once and answered alike.
 * What happens after belongs to the same turn: no other call sees the time between.
 */
export async function runCommand(parts: CallParts, call: Call): Promise<Reply> {
  const effects: Effects = { afterCommit: [], evenIfRefused: [], signedIn: null };
  const numbered = numberOf(call);
  try {
    const reply = await call.turn.transact(async (tx) => {
      const earlier = numbered && (await earlierReply(tx, numbered));
      if (earlier?.ok) return earlier;
      if (earlier) throw new Rollback(earlier);
      const answer = await call.handler(call.input, commandContext(parts, call, { tx, effects }));
      const made = validReply(call.operation, answer);
      if (!made.ok) throw new Rollback(made);
      await keepTrace(parts, tx, async () => {
        await auditCommand(parts, call, { tx, reply: made, effects });
        if (numbered) await rememberReply(tx, numbered, { reply: made, now: call.now });
      });
      return made;
    });
    for (const effect of effects.afterCommit) effect();
    return reply;
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
    const { reply } = error;
    await call.turn.transact(async (tx) => {
      for (const work of effects.evenIfRefused) await work(tx);
      await keepTrace(parts, tx, () => auditCommand(parts, call, { tx, reply, effects }));
    });
    return reply;
  }
}

/** Writes the job down and answers its id; the work itself starts once that has committed. */
export async function startJob(parts: CallParts, call: Call): Promise<Reply> {
  const { actor } = call;
  if (actor === null) throw new Error(`${call.name} is a job that needs nobody signed in`);
  const jobId = parts.newId();
  await call.turn.transact(async (tx) => {
    await parts.jobs.insert(tx, {
      id: jobId,
      operation: call.name,
      input: call.input,
      startedBy: actor.userId,
      now: call.now,
    });
    const subject = { entityType: 'job', entityId: jobId };
    await audit(parts, call, { tx, reply: ok(null), subject });
  });
  parts.jobs.run(jobId, actor, createEndOfJob(parts, call));
  return startedReply(jobId);
}

/** The reply that a command got before under its number, or null. */
export async function replyBefore(call: Call): Promise<Reply | null> {
  const numbered = numberOf(call);
  return numbered && call.turn.read((db) => earlierReply(db, numbered));
}

/**
 * Writes what must be known of a command later, in its own transaction. In damaged records the place
 * for it may be the damaged one: then what may be done at all is done without.
 */
async function keepTrace(parts: CallParts, tx: Tx, write: () => Promise<void>): Promise<void> {
  if (parts.writing.state() !== 'damaged') return write();
  await sql`SAVEPOINT before_trace`.execute(tx);
  try {
    await write();
  } catch (error) {
    await parts.report(error);
    await sql`ROLLBACK TO SAVEPOINT before_trace`.execute(tx);
  }
}

function numberOf(call: Call): NumberedCommand | null {
  if (call.commandId === null || !isRemembered(call.operation)) return null;
  return {
    commandId: call.commandId,
    operation: call.name,
    userId: call.actor?.userId ?? null,
    inputDigest: call.operation.holdsSecret ? 'secret' : digestOfInput(call.input),
  };
}

async function auditCommand(
  parts: CallParts,
  call: Call,
  ended: { readonly tx: Tx; readonly reply: Reply; readonly effects: Effects },
): Promise<void> {
  const { tx, reply, effects } = ended;
  if (call.operation.isUnaudited && reply.ok) return;
  // A sign-in is the act of whoever signed in; a refused one is nobody's, whoever was here before.
  const actor =
    call.operation.permission === 'anyone' && call.operation.isAskedAnew
      ? effects.signedIn
      : call.actor;
  await audit(parts, call, { tx, reply, subject: subjectOf(call, reply), actor });
}

function commandContext(
  parts: CallParts,
  call: Call,
  within: { readonly tx: Tx; readonly effects: Effects },
): CommandContext {
  const { effects } = within;
  return {
    tx: within.tx,
    actor: call.actor,
    now: call.now,
    newId: parts.newId,
    session: sessionChanges(parts, call, effects),
    jobs: {
      isRunning: parts.jobs.isRunning,
      cancel: parts.jobs.cancel,
      resume: (jobId) =>
        effects.afterCommit.push(() => {
          if (call.actor) parts.jobs.run(jobId, call.actor, createEndOfJob(parts, call));
        }),
    },
    aside: asideOver(call.asides),
    evenIfRefused: (work) => effects.evenIfRefused.push(work),
  };
}

function sessionChanges(parts: CallParts, call: Call, effects: Effects): SessionChanges {
  const { sessions } = parts;
  return {
    begin: (actor, idleLimitMs) => {
      effects.signedIn = actor;
      effects.afterCommit.push(() => sessions.begin(call.session, actor, idleLimitMs));
    },
    confirm: (operation) =>
      effects.afterCommit.push(() => sessions.confirm(call.session, operation)),
    openCharts: (charts) =>
      effects.afterCommit.push(() => sessions.openCharts(call.session, charts)),
    end: () => effects.afterCommit.push(() => sessions.end(call.session)),
    endAllOf: (userId) => effects.afterCommit.push(() => sessions.endAllOf(userId)),
  };
}
