import type { Contract } from '../../shared/base/contract.ts';
import { insertAuditEvents } from './audit.ts';
import { signHead } from './audit-head.ts';
import { type Call, type CallParts, type Handler, validReply } from './call.ts';
import type { JobContext } from './context.ts';
import type { Reply } from './core.ts';
import { unexpected } from './dispatch-failures.ts';
import { isWithoutRoom } from './fatal-error.ts';
import type { ReportIncident } from './incident-log.ts';
import { type EndOfJob, type JobRow, JobStopped } from './jobs.ts';

/**
 * Writes the audit event of a job's end for whoever started or resumed it, and signs the trail where
 * records were given out.
 */
export function createEndOfJob(
  parts: Pick<CallParts, 'newId' | 'clock'>,
  started: Pick<Call, 'session' | 'actor' | 'operation'>,
): EndOfJob {
  return async (tx, job, reply) => {
    await insertAuditEvents(tx, [
      {
        id: parts.newId(),
        occurredAt: parts.clock(),
        host: started.session.host,
        userId: started.actor?.userId ?? null,
        operation: job.operation,
        kind: 'job',
        outcome: reply.ok ? 'ok' : 'refused',
        failureCode: reply.ok ? undefined : reply.failure.code,
        subject: { entityType: 'job', entityId: job.id },
      },
    ]);
    if (reply.ok && started.operation.asksPin)
      await signHead(tx, { occasion: 'export', at: parts.clock() });
  };
}

/** Runs a job's handler; a bug becomes an incident, a stop goes on to the runner. */
export function createPerform(
  contract: Contract,
  handlers: Readonly<Record<string, Handler>>,
  report: ReportIncident,
) {
  return async (job: JobRow, context: JobContext): Promise<Reply> => {
    const operation = contract[job.operation];
    const handler = handlers[job.operation];
    try {
      if (!operation || !handler) throw new Error('A job of an operation that does not exist');
      return validReply(operation, await handler(operation.input.parse(job.input), context));
    } catch (error) {
      if (error instanceof JobStopped) throw error;
      // It goes on where it stopped once there is room.
      if (isWithoutRoom(error)) throw new JobStopped('The disk is full', { cause: error });
      return unexpected(await report(error));
    }
  };
}
