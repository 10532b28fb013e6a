import { createHash, type Hash } from 'node:crypto';
import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';
import type { ToldEvent, Trouble } from './verify-trouble.ts';

const EVENTS_AT_ONCE = 4000;

type Read = <T>(work: (db: ReadonlyDb) => Promise<T>) => Promise<T>;

/** An event without a chain beside what was written down of it; either may be missing. */
type Compared = {
  readonly noted: string | null;
  readonly digest: Uint8Array | null;
  readonly isArrived: boolean | null;
  readonly event: ToldEvent | null;
  readonly isSame: boolean;
  readonly id: string;
};

/**
 * Compares the events without a chain with what was written down of each, some at a time: all that stood
 * here when this computer's chain began, whose digest is in the chain, and those that arrived later.
 */
export async function* checkUnchained(
  read: Read,
): AsyncGenerator<{ readonly events: number; readonly troubles: readonly Trouble[] }> {
  const whole = createHash('sha256');
  let [lastId, count, arrived]: [string | null, number, number] = [null, 0, 0];
  for (;;) {
    const rows = await read((db) => selectCompared(db, lastId));
    const here = rows.filter(({ event }) => event !== null).length;
    arrived += rows.filter(({ isArrived }) => isArrived === true).length;
    count += addStanding(whole, rows);
    yield { events: here, troubles: rows.flatMap((row) => troubleOf(row) ?? []) };
    lastId = rows.at(-1)?.id ?? null;
    if (rows.length < EVENTS_AT_ONCE) break;
  }
  const isAsBegun = await read((db) => isSameAsAtBeginning(db, { count, digest: whole.digest() }));
  yield { events: 0, troubles: [...(isAsBegun ? [] : [about('changed', 1)]), ...late(arrived)] };
}

function late(arrived: number): readonly Trouble[] {
  return arrived > 0 ? [about('unchained', arrived)] : [];
}

function about(kind: Trouble['kind'], count: number): Trouble {
  return { kind, chainId: null, chainNumber: null, count, event: null };
}

function addStanding(whole: Hash, rows: readonly Compared[]): number {
  const standing = rows.filter(({ isArrived }) => isArrived === false);
  for (const { noted, digest } of standing) {
    if (noted === null || digest === null) continue;
    whole.update(Buffer.from(noted.replaceAll('-', ''), 'hex')).update(digest);
  }
  return standing.length;
}

async function selectCompared(db: ReadonlyDb, lastId: string | null): Promise<readonly Compared[]> {
  const after = sql`coalesce(${lastId}::UUID, '00000000-0000-0000-0000-000000000000')`;
  // Of each side as many as are asked for at most: what comes after them may have its other side later.
  const { rows } = await sql<Compared & { readonly event: ToldEvent | null }>`
    WITH events AS (
      SELECT e AS event, e.id FROM audit_events e
      WHERE chain_id IS NULL AND id > ${after} ORDER BY id LIMIT ${EVENTS_AT_ONCE}
    ), notes AS (
      SELECT * FROM audit_unchained WHERE event_id > ${after} ORDER BY event_id LIMIT ${EVENTS_AT_ONCE}
    )
    SELECT coalesce(events.id, event_id) AS id, event_id AS noted, digest, is_arrived AS "isArrived",
      (digest = sha256(convert_to(audit_event_text(event), 'UTF8'))) IS TRUE AS "isSame",
      CASE WHEN events.id IS NOT NULL THEN jsonb_build_object('id', events.id,
        'occurredAt', (event).occurred_at, 'operation', (event).operation) END AS event
    FROM events FULL JOIN notes ON event_id = events.id
    ORDER BY 1 LIMIT ${EVENTS_AT_ONCE}`.execute(db);
  return rows.map((row) => ({
    ...row,
    event: row.event && {
      ...row.event,
      occurredAt: new Date(row.event.occurredAt).toISOString(),
    },
  }));
}

function troubleOf({ noted, event, isSame }: Compared): Trouble | null {
  if (isSame) return null;
  const told = { chainId: null, chainNumber: null, count: 1, event };
  if (event === null) return { ...told, kind: 'deleted' };
  return { ...told, kind: noted === null ? 'inserted' : 'changed' };
}

/** True too where no chain has begun here. */
async function isSameAsAtBeginning(
  db: ReadonlyDb,
  now: { readonly count: number; readonly digest: Uint8Array },
): Promise<boolean> {
  const begun = await db
    .selectFrom('auditChainState')
    .innerJoin('auditChains', 'auditChains.chainId', 'auditChainState.chainId')
    .select(['unchainedCount', 'unchainedDigest'])
    .executeTakeFirst();
  if (!begun) return true;
  return (
    begun.unchainedCount === now.count && Buffer.compare(now.digest, begun.unchainedDigest) === 0
  );
}
