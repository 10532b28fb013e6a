import { sql } from 'kysely';
import type { AuditEvent, AuditFilter } from '../../shared/audit/contract.ts';
import type { AuditChain } from '../../shared/audit/verify-report.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

/** The job whose start or end an event tells; null for any other event. */
const jobOfEvent = sql<string>`CASE audit_events.entity_type WHEN 'job' THEN audit_events.entity_id::uuid END`;

/** What ties an event to a glass that was broken then; `glass_breaks` never change (320_break_glass.sql). */
const isBehindGlass = sql<boolean>`(
  audit_events.outcome = 'ok' AND glass.patient_id = audit_events.patient_id
  AND glass.user_id = audit_events.user_id
  AND audit_events.occurred_at >= glass.broken_at AND audit_events.occurred_at < glass.ends_at
)`;

const glassOfEvent = sql<AuditEvent['glassBroken']>`(
  SELECT jsonb_build_object('reason', glass.reason, 'note', glass.note) FROM glass_breaks AS glass
  WHERE ${isBehindGlass} ORDER BY glass.broken_at DESC LIMIT 1
)`;

export function selectAuditEvents(
  db: ReadonlyDb,
  page: AuditFilter & { readonly limit: number; readonly offset: number },
): Promise<AuditEvent[]> {
  return describedEvents(db, page)
    .orderBy('auditEvents.occurredAt', 'desc')
    .orderBy('auditEvents.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

/** The events that fit, in no order yet. */
export function describedEvents(db: ReadonlyDb, filter: AuditFilter) {
  return matchingEvents(db, filter)
    .leftJoin('users', 'users.id', 'auditEvents.userId')
    .leftJoin('jobs', (join) => join.on('jobs.id', '=', jobOfEvent))
    .leftJoin('auditChains', 'auditChains.chainId', 'auditEvents.chainId')
    .leftJoin('syncDeviceNames', 'syncDeviceNames.deviceId', 'auditChains.deviceId')
    .select([
      'auditEvents.id',
      'auditEvents.occurredAt',
      'auditEvents.utcOffsetMinutes',
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
      'auditEvents.chainId',
      'auditEvents.chainNumber',
      'syncDeviceNames.deviceName',
    ])
    .select([
      sql<string | null>`jobs.input ->> 'reason'`.as('reason'),
      glassOfEvent.as('glassBroken'),
    ]);
}

export function matchingEvents(db: ReadonlyDb, filter: AuditFilter) {
  const { patientId, userId, operations, outcome, from, until, chainId, withBrokenGlass } = filter;
  return db
    .selectFrom('auditEvents')
    .$if(patientId !== null, (query) => query.where('auditEvents.patientId', '=', patientId))
    .$if(userId !== null, (query) => query.where('auditEvents.userId', '=', userId))
    .$if(operations !== null, (query) =>
      query.where('auditEvents.operation', 'in', operations ?? []),
    )
    .$if(outcome !== null, (query) => query.where('auditEvents.outcome', '=', outcome ?? 'ok'))
    .$if(from !== null, (query) => query.where('auditEvents.occurredAt', '>=', from ?? ''))
    .$if(until !== null, (query) => query.where('auditEvents.occurredAt', '<', until ?? ''))
    .$if(chainId !== null, (query) => query.where('auditEvents.chainId', '=', chainId))
    .$if(withBrokenGlass !== null, (query) =>
      query.where(sql<boolean>`EXISTS (SELECT FROM glass_breaks AS glass WHERE ${isBehindGlass})`),
    );
}

/** A chain with the number of its first event here, 1 where there is none. */
export type KnownChain = AuditChain & { readonly firstNumber: number };

/** Every chain that is known here, those too of which the beginning or all events are gone. */
export async function selectChains(db: ReadonlyDb): Promise<readonly KnownChain[]> {
  const { rows } = await sql<KnownChain>`
    WITH RECURSIVE written AS (
      (SELECT chain_id FROM audit_events WHERE chain_id IS NOT NULL ORDER BY chain_id LIMIT 1)
      UNION ALL
      SELECT (
        SELECT e.chain_id FROM audit_events e WHERE e.chain_id > written.chain_id
        ORDER BY e.chain_id LIMIT 1
      ) FROM written WHERE written.chain_id IS NOT NULL
    ), known AS (
      SELECT chain_id FROM written WHERE chain_id IS NOT NULL
      UNION SELECT chain_id FROM audit_chains
      UNION SELECT chain_id FROM audit_heads
    )
    SELECT known.chain_id AS "chainId", device_name AS "deviceName", cause, began_at AS "beganAt",
      known.chain_id IS NOT DISTINCT FROM (SELECT chain_id FROM audit_chain_state)
        AS "isThisComputer",
      coalesce((SELECT max(chain_number) FROM audit_events e WHERE e.chain_id = known.chain_id), 0)
        AS "lastNumber",
      coalesce((SELECT min(chain_number) FROM audit_events e WHERE e.chain_id = known.chain_id), 1)
        AS "firstNumber",
      head.chain_number AS "signedNumber", head.signed_at AS "signedAt"
    FROM known
    LEFT JOIN audit_chains USING (chain_id)
    LEFT JOIN sync_device_names USING (device_id)
    LEFT JOIN LATERAL (
      SELECT chain_number, signed_at FROM audit_heads h WHERE h.chain_id = known.chain_id
      ORDER BY chain_number DESC, signed_at DESC LIMIT 1
    ) head ON true
    ORDER BY began_at, known.chain_id`.execute(db);
  return rows;
}

export const EXPORT_FILE = { purpose: 'audit-export', permission: 'audit.read' } as const;

/** Forgets exports of before an instant; the next start deletes their bytes, which nothing names then. */
export async function forgetOldExports(tx: Tx, before: string): Promise<void> {
  await tx
    .deleteFrom('storedFiles')
    .where('purpose', '=', EXPORT_FILE.purpose)
    .where('storedAt', '<', before)
    .execute();
}
