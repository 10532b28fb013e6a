import { sql } from 'kysely';
import type { AuditEvent } from '../../shared/audit/contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** The job whose start or end an event tells; null for any other event. */
const jobOfEvent = sql<string>`CASE audit_events.entity_type WHEN 'job' THEN audit_events.entity_id::uuid END`;

export function selectAuditEvents(
  db: ReadonlyDb,
  page: {
    readonly patientId: string | null;
    readonly userId: string | null;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<AuditEvent[]> {
  return db
    .selectFrom('auditEvents')
    .leftJoin('users', 'users.id', 'auditEvents.userId')
    .leftJoin('jobs', (join) => join.on('jobs.id', '=', jobOfEvent))
    .select([
      'auditEvents.id',
      'auditEvents.occurredAt',
      'auditEvents.host',
      'auditEvents.userId',
      'users.displayName as userName',
      'auditEvents.operation',
      'auditEvents.kind',
      'auditEvents.outcome',
      'auditEvents.failureCode',
      'auditEvents.patientId',
      'auditEvents.entityType',
      'auditEvents.entityId',
      'auditEvents.incident',
    ])
    .select(sql<string | null>`jobs.input ->> 'reason'`.as('reason'))
    .$if(page.patientId !== null, (query) =>
      query.where('auditEvents.patientId', '=', page.patientId),
    )
    .$if(page.userId !== null, (query) => query.where('auditEvents.userId', '=', page.userId))
    .orderBy('auditEvents.occurredAt', 'desc')
    .orderBy('auditEvents.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}
