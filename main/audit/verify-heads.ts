import { sql } from 'kysely';
import { headText } from '../../shared/base/audit-text.ts';
import type { SignedHead } from '../platform/audit-head.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { isSignedBy } from '../platform/signing-key.ts';
import type { ToldEvent, Trouble } from './verify-trouble.ts';

/** Signatures checked in some ten milliseconds. */
const HEADS_AT_ONCE = 150;

/** A head beside what stands at its number here. */
type ComparedHead = Omit<SignedHead, 'publicKey'> & {
  readonly id: string;
  /** By the chain's beginning; null where that is gone. */
  readonly publicKey: string | null;
  readonly lastNumber: number;
  readonly isSame: boolean;
  readonly event: ToldEvent | null;
};

export type ComparedHeads = {
  readonly heads: number;
  /** Goes into the next call; null when all are compared. */
  readonly lastId: string | null;
  readonly troubles: readonly Trouble[];
};

const FROM = {
  trail: sql`SELECT id, chain_id, chain_number, hash, signed_at, signature FROM audit_heads`,
  server: sql`SELECT chain_id AS id, chain_id, chain_number, hash, signed_at, signature
    FROM audit_anchors`,
};

/** Compares signed heads of the trail, or those that the sync server told of, with the events here. */
export async function compareHeads(
  db: ReadonlyDb,
  from: keyof typeof FROM,
  afterId: string | null,
): Promise<ComparedHeads> {
  return compared(
    await selectCompared(
      db,
      sql`
    SELECT * FROM (${FROM[from]}) every
    WHERE ${afterId}::UUID IS NULL OR id > ${afterId}::UUID ORDER BY id LIMIT ${HEADS_AT_ONCE}`,
    ),
  );
}

/** Compares heads that stand elsewhere, such as in backups, with the events here. */
export async function compareGivenHeads(
  db: ReadonlyDb,
  heads: readonly SignedHead[],
): Promise<ComparedHeads> {
  return compared(
    await selectCompared(
      db,
      sql`
    SELECT "chainId" AS id, "chainId" AS chain_id, "chainNumber" AS chain_number,
      decode(hash, 'hex') AS hash, "signedAt" AS signed_at, decode(signature, 'hex') AS signature
    FROM jsonb_to_recordset(${JSON.stringify(heads)}::JSONB) AS given (
      "chainId" UUID, "chainNumber" BIGINT, hash TEXT, "signedAt" TIMESTAMPTZ, signature TEXT)`,
    ),
  );
}

async function selectCompared(
  db: ReadonlyDb,
  heads: ReturnType<typeof sql>,
): Promise<readonly ComparedHead[]> {
  const { rows } = await sql<ComparedHead>`
    SELECT head.id, head.chain_id AS "chainId", head.chain_number AS "chainNumber",
      encode(head.hash, 'hex') AS hash,
      to_char(head.signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "signedAt",
      encode(head.signature, 'hex') AS signature, public_key AS "publicKey",
      last.number AS "lastNumber",
      EXISTS (SELECT FROM audit_events e WHERE e.chain_id = head.chain_id
        AND e.chain_number = head.chain_number AND e.hash = head.hash) AS "isSame",
      (SELECT jsonb_build_object('id', id, 'occurredAt', occurred_at, 'operation', operation)
        FROM audit_events e WHERE e.chain_id = head.chain_id
          AND e.chain_number = least(head.chain_number, last.number) LIMIT 1) AS event
    FROM (${heads}) head LEFT JOIN audit_chains USING (chain_id)
    CROSS JOIN LATERAL (
      SELECT coalesce(max(chain_number), 0) AS number FROM audit_events e
      WHERE e.chain_id = head.chain_id
    ) last
    ORDER BY head.id`.execute(db);
  return rows.map((row) => ({
    ...row,
    event: row.event && {
      ...row.event,
      occurredAt: new Date(row.event.occurredAt).toISOString(),
    },
  }));
}

function compared(heads: readonly ComparedHead[]): ComparedHeads {
  return {
    heads: heads.length,
    lastId: heads.length < HEADS_AT_ONCE ? null : (heads.at(-1)?.id ?? null),
    troubles: heads.flatMap((head) => troubleOf(head) ?? []),
  };
}

function troubleOf(head: ComparedHead): Trouble | null {
  const { chainId, chainNumber, publicKey, lastNumber, event } = head;
  const about = { chainId, chainNumber, count: 1, event };
  const signature = Buffer.from(head.signature, 'hex');
  if (publicKey !== null && !isSignedBy(publicKey, headText(head), signature))
    return { ...about, kind: 'forgedHead' };
  if (head.isSame) return null;
  if (lastNumber >= chainNumber) return { ...about, kind: 'rewritten' };
  return { ...about, kind: 'cut', chainNumber: lastNumber + 1, count: chainNumber - lastNumber };
}
