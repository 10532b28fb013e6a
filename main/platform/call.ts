import type { Contract, Operation, Subject } from '../../shared/base/contract.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { type AuditEntry, insertAuditEvents } from './audit.ts';
import type { Asides } from './aside.ts';
import type { ChartGate } from './closed-charts.ts';
import type { Refusal } from './dispatch-failures.ts';
import type { Authorship } from './authorship.ts';
import type { CommandContext, JobContext, QueryContext } from './context.ts';
import type { Reply, Session } from './core.ts';
import type { Database, Turn, Tx } from './database.ts';
import type { ReportIncident } from './incident-log.ts';
import type { Jobs } from './jobs.ts';
import type { Sessions } from './sessions.ts';
import type { Writing } from './disk/writing.ts';

/** Every operation of the contract with its handler; the types that bind them are checked in app.ts. */
export type DispatchParts = CallParts & {
  readonly contract: Contract;
  readonly handlers: Readonly<Record<string, Handler>>;
};

export type CallParts = {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly writing: Writing;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly report: ReportIncident;
  readonly authorship: Authorship;
  /** Whether charts are closed even to those who may read charts. */
  readonly isChartClosed: ChartGate;
  /** Why nothing is changed just now, by the operation; null where it is. */
  readonly refuseChange: (name: string) => Refusal | null;
};

export type Handler = (
  input: unknown,
  context: QueryContext | CommandContext | JobContext,
) => Promise<Reply>;

/** One call in its turn: who asks for what, while nothing else touches the database. */
export type AskedCall = {
  readonly session: Session;
  readonly name: string;
  readonly operation: Operation;
  readonly handler: Handler;
  readonly actor: Actor | null;
  readonly now: Date;
  readonly turn: Turn;
  /** What was worked out for this call while others had their turn. */
  readonly asides: Asides;
};

/** The same once it is permitted and its input valid. */
export type Call = AskedCall & {
  readonly input: unknown;
  readonly commandId: string | null;
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

/** How a call ended, for the audit trail. `actor` stands for another than whoever was signed in before. */
export type Ended = {
  readonly reply: Reply;
  readonly subject?: Subject | undefined;
  readonly incident?: string | undefined;
  readonly actor?: Actor | null;
};

/** Writes the audit event of a call; one per patient where it showed several charts. */
export async function audit(
  parts: Pick<CallParts, 'newId'>,
  call: AskedCall,
  ended: Ended & { readonly tx: Tx },
): Promise<void> {
  const { patientIds, ...subject } = ended.subject ?? {};
  const subjects = patientIds?.length
    ? [...new Set(patientIds)].map((patientId) => ({ ...subject, patientId }))
    : [subject];
  await insertAuditEvents(
    ended.tx,
    subjects.map((about) => ({ ...auditEntry(parts, call, ended), subject: about })),
  );
}

function auditEntry(
  parts: Pick<CallParts, 'newId'>,
  call: AskedCall,
  { reply, incident, actor = call.actor }: Ended,
): AuditEntry {
  return {
    id: parts.newId(),
    occurredAt: call.now,
    host: call.session.host,
    userId: actor?.userId ?? null,
    operation: call.name,
    kind: call.operation.kind,
    outcome: reply.ok ? 'ok' : incident ? 'failed' : 'refused',
    failureCode: reply.ok ? undefined : reply.failure.code,
    incident,
  };
}

/** What a call was about; before it has an output, as far as input and failure tell. */
export function subjectOf(call: Pick<Call, 'operation' | 'input'>, reply: Reply): Subject {
  const [output, details] = reply.ok ? [reply.value] : [undefined, reply.failure.details];
  return call.operation.subject?.(call.input, output, details) ?? {};
}
