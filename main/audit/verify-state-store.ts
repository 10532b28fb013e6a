import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';
import type { ToldEvent, Trouble } from './verify-trouble.ts';

const EVENT = sql`CASE WHEN e.id IS NOT NULL THEN jsonb_build_object(
  'id', e.id, 'occurredAt', e.occurred_at, 'operation', e.operation) END`;

/** Events that name a chain but no place in it. */
export async function selectStray(db: ReadonlyDb, chainId: string): Promise<readonly Trouble[]> {
  const { rows } = await sql<ToldEvent>`
    SELECT id, occurred_at AS "occurredAt", operation FROM audit_events
    WHERE chain_id = ${chainId} AND (chain_number < 1 OR chain_number IS NULL) LIMIT 20`.execute(
    db,
  );
  return rows.map((event) => ({ kind: 'inserted', chainId, chainNumber: null, count: 1, event }));
}

type Ending = {
  readonly event: ToldEvent | null;
  readonly chainId: string;
  /** Of the last event that Caretrail wrote, and of the last that is there. */
  readonly written: number;
  readonly last: number;
  readonly isSame: boolean;
};

/**
 * Whether this computer's chain ends where the last event was written: what is missing after its end, or
 * stands there without having been written by Caretrail.
 */
export async function selectState(db: ReadonlyDb): Promise<readonly Trouble[]> {
  const { rows } = await sql<Ending>`
    SELECT state.chain_id AS "chainId", state.chain_number AS written, last.number AS last,
      ${EVENT} AS event,
      state.chain_number = 0 OR EXISTS (SELECT FROM audit_events same
        WHERE same.chain_id = state.chain_id AND same.chain_number = state.chain_number
          AND same.hash = state.hash) AS "isSame"
    FROM audit_chain_state state CROSS JOIN LATERAL (
      SELECT coalesce(max(chain_number), 0) AS number FROM audit_events e
      WHERE e.chain_id = state.chain_id
    ) last LEFT JOIN LATERAL (
      SELECT * FROM audit_events e WHERE e.chain_id = state.chain_id
        AND e.chain_number = least(last.number, state.chain_number + 1) LIMIT 1
    ) e ON true`.execute(db);
  return rows.flatMap((ending) => troubleOf(ending) ?? []);
}

function troubleOf({ chainId, written, last, isSame, event }: Ending): Trouble | null {
  const about = { chainId, count: 1, event: event && inUtc(event) };
  if (last > written)
    return { ...about, kind: 'inserted', chainNumber: written + 1, count: last - written };
  if (last < written)
    return { ...about, kind: 'cut', chainNumber: last + 1, count: written - last };
  return isSame ? null : { ...about, kind: 'rewritten', chainNumber: last };
}

/** As JSON the database writes it in its own zone. */
function inUtc(event: ToldEvent): ToldEvent {
  return { ...event, occurredAt: new Date(event.occurredAt).toISOString() };
}

const GUARDS = ['audit_events', 'audit_chains', 'audit_heads'];

/** How many of the database's own refusals to change the trail are gone or switched off. */
export async function selectUnguarded(db: ReadonlyDb): Promise<readonly Trouble[]> {
  const { rows } = await sql<{ missing: number }>`
    SELECT ${GUARDS.length * 2} - count(*)::INT AS missing FROM pg_trigger
    WHERE tgrelid IN (${sql.join(GUARDS.map((name) => sql`${name}::REGCLASS`))})
      AND NOT tgisinternal AND tgenabled = 'O' AND tgname LIKE 'trigger\_keep\_%'`.execute(db);
  const missing = rows[0]?.missing ?? 0;
  if (missing === 0) return [];
  return [{ kind: 'unguarded', chainId: null, chainNumber: null, count: missing, event: null }];
}
