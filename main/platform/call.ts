import type { Contract, Operation, Subject } from '../../shared/base/contract.ts';
import type { Actor } from '../../shared/base/permission.ts';
import type { AuditEntry } from './audit.ts';
import type { CommandContext, JobContext, QueryContext } from './context.ts';
import type { Reply, Session } from './core.ts';
import type { Database } from './database.ts';
import type { ReportIncident } from './incident-log.ts';
import type { Jobs } from './jobs.ts';
import type { Sessions } from './sessions.ts';

/** Every operation of the contract with its handler; the types that bind them are checked in app.ts. */
export type DispatchParts = CallParts & {
  readonly contract: Contract;
  readonly handlers: Readonly<Record<string, Handler>>;
};

export type CallParts = {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly report: ReportIncident;
};

export type Handler = (
  input: unknown,
  context: QueryContext | CommandContext | JobContext,
) => Promise<Reply>;

/** One permitted, valid call on its way through. */
export type Call = {
  readonly session: Session;
  readonly name: string;
  readonly operation: Operation;
  readonly handler: Handler;
  readonly actor: Actor | null;
  readonly input: unknown;
  readonly commandId: string | null;
  readonly now: Date;
};

/** Checks a handler's reply against the contract: what does not fit is a bug, not an answer. */
export function validReply(operation: Operation, reply: Reply): Reply {
  if (reply.ok) return { ok: true, value: operation.output.parse(reply.value) };
  const { failure } = reply;
  const details = operation.failures[failure.code];
  if (!details) throw new Error(`A handler answered ${failure.code}, which is not in its contract`);
  const checked = details.parse(failure.details);
  const { code, message } = failure;
  return {
    ok: false,
    failure: checked === undefined ? { code, message } : { code, message, details: checked },
  };
}

/** The audit entry of a call that ended with `reply`. */
export function auditEntry(
  parts: CallParts,
  call: Omit<Call, 'input' | 'handler' | 'commandId'>,
  ended: { readonly reply: Reply; readonly subject?: Subject; readonly incident?: string },
): AuditEntry {
  const { reply } = ended;
  const outcome = reply.ok ? 'ok' : ended.incident ? 'failed' : 'refused';
  return {
    id: parts.newId(),
    occurredAt: call.now,
    host: call.session.host,
    userId: call.actor?.userId ?? null,
    operation: call.name,
    kind: call.operation.kind,
    outcome,
    failureCode: reply.ok ? undefined : reply.failure.code,
    incident: ended.incident,
    subject: ended.subject,
  };
}

/** What a call was about; before it has an output, as far as the input tells. */
export function subjectOf(call: Pick<Call, 'operation' | 'input'>, reply: Reply): Subject {
  return call.operation.subject?.(call.input, reply.ok ? reply.value : undefined) ?? {};
}
