import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';
import type { ChainRow } from './verify-trouble.ts';

export type Part = {
  readonly chainId: string;
  /** The number before the part, and the hash that stands there (hexadecimal). */
  readonly after: number;
  readonly hash: string;
};

export type LookedThrough = {
  readonly events: number;
  /** The last number of the part and its hash; the same as before it where there is nothing more. */
  readonly last: number;
  readonly hash: string;
  /** Whether every event is as it was written, after the one that it was written after. */
  readonly isWhole: boolean;
};

/** Some tens of milliseconds. */
const EVENTS_AT_ONCE = 4000;

/** Looks through the next events of a chain, of which each must name the hash of the one before it. */
export async function lookThrough(db: ReadonlyDb, part: Part): Promise<LookedThrough> {
  const { chainId, after, hash } = part;
  const { rows } = await sql<LookedThrough>`
    WITH until AS (
      SELECT max(chain_number) AS number FROM audit_events
      WHERE chain_id = ${chainId} AND chain_number < ${EVENTS_AT_ONCE} + (
        SELECT min(chain_number) FROM audit_events
        WHERE chain_id = ${chainId} AND chain_number > ${after}
      )
    )
    SELECT events, coalesce(last, ${after}) AS last,
      coalesce(encode(substr(hashes, length(hashes) - 31), 'hex'), ${hash}) AS hash,
      events = 0 OR (
        is_right AND events = last - ${after}::BIGINT AND length(hashes) = 32 * events
        AND previous = decode(${hash}, 'hex') || substr(hashes, 1, length(hashes) - 32)
      ) IS TRUE AS "isWhole"
    FROM (
      SELECT count(*) AS events, max(chain_number) AS last,
        string_agg(hash, '') AS hashes, string_agg(previous_hash, '') AS previous,
        bool_and((hash = sha256(previous_hash || convert_to(audit_event_text(e), 'UTF8'))) IS TRUE)
          AS is_right
      FROM (
        SELECT * FROM audit_events
        WHERE chain_id = ${chainId} AND chain_number > ${after}
          AND chain_number <= (SELECT number FROM until)
        ORDER BY chain_number
      ) e
    ) looked`.execute(db);
  return rows[0] ?? { events: 0, last: after, hash, isWhole: true };
}

/** The rows of a part that is not whole, with those of the numbers right before and after it. */
export async function selectRows(
  db: ReadonlyDb,
  { chainId, after, until }: { chainId: string; after: number; until: number },
): Promise<readonly ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    WITH part AS MATERIALIZED (
      SELECT e AS event, e.*,
        (e.hash = sha256(e.previous_hash || convert_to(audit_event_text(e), 'UTF8'))) IS TRUE
          AS is_right
      FROM audit_events e
      WHERE chain_id = ${chainId} AND chain_number BETWEEN ${after} AND ${until + 1}
    ), wrong AS (SELECT chain_number FROM part WHERE NOT is_right LIMIT 200)
    SELECT id, occurred_at AS "occurredAt", operation, chain_number AS "chainNumber",
      coalesce(encode(previous_hash, 'hex'), '') AS "previousHash",
      coalesce(encode(hash, 'hex'), '') AS hash, is_right AS "isRight",
      CASE WHEN NOT is_right THEN (
        SELECT min(wrong.chain_number) FROM wrong
        WHERE wrong.chain_number <> part.chain_number AND part.hash = sha256(
          part.previous_hash || convert_to(audit_event_text(
            jsonb_populate_record(part.event, jsonb_build_object('chain_number', wrong.chain_number))
          ), 'UTF8'))
      ) END AS "rightAs"
    FROM part ORDER BY chain_number, id`.execute(db);
  return rows;
}

/** Where an event that has a wrong number belongs, by the event that it was written after; null where that is gone. */
export async function selectRightPlace(db: ReadonlyDb, row: ChainRow): Promise<number | null> {
  const { rows } = await sql<{ place: number }>`
    SELECT before.chain_number + 1 AS place
    FROM audit_events e JOIN audit_events before
      ON before.chain_id = e.chain_id AND before.hash = e.previous_hash
    WHERE e.id = ${row.id} AND e.hash = sha256(e.previous_hash || convert_to(audit_event_text(
      jsonb_populate_record(e, jsonb_build_object('chain_number', before.chain_number + 1))
    ), 'UTF8'))
    LIMIT 1`.execute(db);
  return rows[0]?.place ?? null;
}

/** The hash from which a chain's first event goes on, by how the chain says it began; null where it does not. */
export async function selectBeginning(db: ReadonlyDb, chainId: string): Promise<string | null> {
  const { rows } = await sql<{ hash: string }>`
    SELECT encode(sha256(convert_to(audit_chain_text(c), 'UTF8')), 'hex') AS hash
    FROM audit_chains c WHERE chain_id = ${chainId}`.execute(db);
  return rows[0]?.hash ?? null;
}

/** The hashes of events that somebody vouches for: other chains go on from them, or they were signed. */
export async function selectVouchedHashes(db: ReadonlyDb): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ hash: string }>`
    SELECT encode(former_hash, 'hex') AS hash FROM audit_chains WHERE former_hash IS NOT NULL
    UNION SELECT encode(hash, 'hex') FROM audit_chain_state
    UNION SELECT encode(hash, 'hex') FROM audit_heads`.execute(db);
  return new Set(rows.map(({ hash }) => hash));
}
