import { isOfOneChart, type Operation, type Subject } from '../../shared/base/contract.ts';
import { type Actor, isAllowed } from '../../shared/base/permission.ts';
import type { AskedCall, CallParts } from './call.ts';
import type { Reply } from './core.ts';
import type { ReadonlyDb } from './database.ts';
import { forbidden, glassNeeded, type Refusal } from './dispatch-failures.ts';

/** Whether somebody whose role reads no charts may ask for this one behind the glass. */
export function mayAskBehindGlass(operation: Operation, actor: Actor | null): boolean {
  return isOfOneChart(operation) && isAllowed('charts.breakGlass', actor);
}

/** What is looked at of a call once its answer is there. */
type Asking = Pick<AskedCall, 'session' | 'name' | 'operation' | 'actor' | 'now'>;

type Answered = { readonly db: ReadonlyDb; readonly reply: Reply; readonly subject: Subject };

function isEmptyList(reply: Reply): boolean {
  return reply.ok && Array.isArray(reply.value) && reply.value.length === 0;
}

/**
 * Why an answer that shows one person's chart does not leave the core, or null where it may. Asked after
 * the handler, because only the answer says whose a wound or a record is. Work lists across patients
 * (`patientIds` alone: billing, recalls, quality) stay open to who may do that work and are audited for each
 * patient; commands are not asked either: who has no chart open has nothing to write into it.
 */
export async function refusalBehindGlass(
  { sessions, isChartClosed }: Pick<CallParts, 'sessions' | 'isChartClosed'>,
  { session, name, operation, actor, now }: Asking,
  { db, reply, subject }: Answered,
): Promise<Refusal | null> {
  if (!isOfOneChart(operation) || actor === null) return null;
  const mayRead = isAllowed(operation.permission, actor);
  const { patientId, patientIds = [] } = subject;
  if (patientId === undefined) {
    // A list in which nothing stands says of nobody whose it is, and shows nothing either.
    const mayPass = mayRead || (isEmptyList(reply) && sessions.hasOpened(session, null, now));
    return mayPass ? null : forbidden(name, actor.role);
  }
  const charts = [...new Set([patientId, ...patientIds])];
  const shut = charts.filter((id) => !sessions.hasOpened(session, id, now));
  if (shut.length === 0) return null;
  const isClosed = !mayRead || (await isChartClosed(db, { actor, patientIds: shut, now }));
  return isClosed ? glassNeeded : null;
}
