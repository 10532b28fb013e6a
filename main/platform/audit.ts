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

/** Writes at least one event. */
export async function insertAuditEvents(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  await tx.insertInto('auditEvents').values(entries.map(asRow)).execute();
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
