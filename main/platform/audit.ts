import { sql } from 'kysely';
import type { Subject } from '../../shared/base/contract.ts';
import { type ChainState, linked, takeChain } from './audit-chain.ts';
import { signHead } from './audit-head.ts';
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
/** A tail that is cut off where nobody has looked since is at most so long without a signature over it. */
const SIGNED_EVERY = 500;

/**
 * Writes any number of events, each chained to the one before. Several go in as one JSON text: as values of
 * their own, those of a list of patients take longer to be read than the list, and beyond some thousand
 * PostgreSQL refuses them.
 */
export async function insertAuditEvents(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  const [first] = entries;
  if (!first) return;
  let state = await takeChain(tx, first.occurredAt);
  for (let from = 0; from < entries.length; from += EVENTS_AT_ONCE) {
    const chained = linked(state, entries.slice(from, from + EVENTS_AT_ONCE).map(asRow));
    await insertRows(tx, chained);
    state = chained.state;
  }
  if (state.chainNumber - state.signedNumber >= SIGNED_EVERY)
    await signHead(tx, { occasion: 'count', at: first.occurredAt });
}

type Row = ReturnType<typeof linked<ReturnType<typeof asRow>>>['rows'][number];
type Chained = { readonly rows: readonly Row[]; readonly state: ChainState };

/** The events and the chain's new place, in one statement. */
async function insertRows(tx: Tx, { rows, state }: Chained): Promise<void> {
  const { chainNumber, hash } = state;
  const [only] = rows;
  if (rows.length === 1 && only) {
    await tx
      .with('moved', (db) => db.updateTable('auditChainState').set({ chainNumber, hash }))
      .insertInto('auditEvents')
      .values(only)
      .execute();
    return;
  }
  await sql`
    WITH moved AS (UPDATE audit_chain_state SET chain_number = ${chainNumber}, hash = ${hash})
    INSERT INTO audit_events (id, occurred_at, utc_offset_minutes, host, user_id, operation, kind,
      outcome, failure_code, incident, patient_id, entity_type, entity_id, chain_id, chain_number,
      previous_hash, hash)
    SELECT "id", "occurredAt", "utcOffsetMinutes", "host", "userId", "operation", "kind", "outcome",
      "failureCode", "incident", "patientId", "entityType", "entityId", "chainId", "chainNumber",
      decode("previousHash", 'hex'), decode("hash", 'hex')
    FROM jsonb_to_recordset(${asJson(rows)}::jsonb) AS event (
      "id" uuid, "occurredAt" timestamptz, "utcOffsetMinutes" smallint, "host" text, "userId" uuid,
      "operation" text, "kind" text, "outcome" text, "failureCode" text, "incident" text,
      "patientId" uuid, "entityType" text, "entityId" text, "chainId" uuid, "chainNumber" bigint,
      "previousHash" text, "hash" text)`.execute(tx);
}

function asJson(rows: readonly Row[]): string {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return JSON.stringify(
    rows.map((row) => ({ ...row, previousHash: hex(row.previousHash), hash: hex(row.hash) })),
  );
}

function asRow(entry: AuditEntry) {
  return {
    id: entry.id.toLowerCase(),
    occurredAt: entry.occurredAt.toISOString(),
    utcOffsetMinutes: 0 - entry.occurredAt.getTimezoneOffset(),
    host: entry.host,
    userId: entry.userId?.toLowerCase() ?? null,
    operation: entry.operation,
    kind: entry.kind,
    outcome: entry.outcome,
    failureCode: entry.failureCode ?? null,
    incident: entry.incident ?? null,
    patientId: entry.subject?.patientId?.toLowerCase() ?? null,
    entityType: entry.subject?.entityType ?? null,
    entityId: entry.subject?.entityId ?? null,
  };
}
