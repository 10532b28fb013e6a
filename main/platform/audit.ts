import { sql } from 'kysely';
import type { Subject } from '../../shared/base/contract.ts';
import type { Tx } from './database.ts';

/** One line of the audit trail: who did or saw what, and how it ended. Never what was in it. */
export type AuditEntry = {
  readonly id: string;
  readonly occurredAt: Date;
  readonly host: string;
  readonly userId: string | null;
  readonly operation: string;
  readonly kind: 'query' | 'command' | 'job' | 'bytes' | 'unknown';
  readonly outcome: 'ok' | 'refused' | 'failed';
  readonly failureCode?: string | undefined;
  readonly incident?: string | undefined;
  readonly subject?: Subject | undefined;
};

const EVENTS_AT_ONCE = 5000;

/**
 * Writes any number of events. Several go in as one JSON text: as values of their own, those of a list of
 * patients take longer to be read than the list, and beyond some thousand PostgreSQL refuses them.
 */
export async function insertAuditEvents(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  const [only] = entries;
  if (entries.length === 1 && only) {
    await tx.insertInto('auditEvents').values(asRow(only)).execute();
    return;
  }
  for (let from = 0; from < entries.length; from += EVENTS_AT_ONCE)
    await insertAsJson(tx, entries.slice(from, from + EVENTS_AT_ONCE).map(asRow));
}

async function insertAsJson(tx: Tx, rows: readonly ReturnType<typeof asRow>[]): Promise<void> {
  await sql`
    INSERT INTO audit_events (id, occurred_at, host, user_id, operation, kind, outcome, failure_code,
      incident, patient_id, entity_type, entity_id)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS event (
      "id" uuid, "occurredAt" timestamptz, "host" text, "userId" uuid, "operation" text, "kind" text,
      "outcome" text, "failureCode" text, "incident" text, "patientId" uuid, "entityType" text,
      "entityId" text)`.execute(tx);
}

function asRow(entry: AuditEntry) {
  return {
    id: entry.id,
    occurredAt: entry.occurredAt.toISOString(),
    host: entry.host,
    userId: entry.userId,
    operation: entry.operation,
    kind: entry.kind,
    outcome: entry.outcome,
    failureCode: entry.failureCode ?? null,
    incident: entry.incident ?? null,
    patientId: entry.subject?.patientId ?? null,
    entityType: entry.subject?.entityType ?? null,
    entityId: entry.subject?.entityId ?? null,
  };
}
