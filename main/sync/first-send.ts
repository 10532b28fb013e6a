import { type SyncEntity, TRAVELLING, WRITTEN_BY_SERVER } from '../../shared/sync/entities.ts';
import type { Database } from '../platform/database.ts';
import { deleteFirst, type FirstSync, insertSend, selectFirst, updateSend } from './first-store.ts';
import { rowsOf, type SqlRunner, sqlOver } from './sql.ts';

/** What only the server writes is not sent to it. */
const SENT = TRAVELLING.filter(({ name }) => !WRITTEN_BY_SERVER.has(name));

/** Of one portion: about 50 ms, in which nobody else gets at the records. */
const ROWS_PER_PORTION = 500;

/** Everything that stands here is to become the site's. In the transaction of the enrolment. */
export async function beginSend(sql: SqlRunner, beganAt: string): Promise<void> {
  const counts = SENT.map(({ name }) => `(SELECT count(*) FROM ${name})`).join(' + ');
  const [counted] = await rowsOf<{ rows: number }>(sql, `SELECT (${counts})::BIGINT AS rows`);
  await insertSend(sql, counted?.rows ?? 0, beganAt);
}

/** When each row of the trail was written, by table. */
const WRITTEN_AT: Readonly<Record<string, string>> = {
  audit_chains: 'began_at',
  audit_events: 'occurred_at',
  audit_heads: 'signed_at',
};

/**
 * What was done on this computer before it joined is part of the site's trail; of one that comes back, only
 * what the site did not get.
 */
export async function sendTrail(sql: SqlRunner, { isBack }: { readonly isBack: boolean }) {
  for (const { name, keys } of SENT.filter(({ class: of }) => of === 'trail')) {
    const [key = 'id'] = keys;
    const unsent = `WHERE t.${WRITTEN_AT[name]} >= (SELECT left_at FROM sync_left)
      OR (SELECT trail FROM sync_left) ? t.${key}::TEXT`;
    const rows = `FROM ${name} t ${isBack ? unsent : ''}`;
    await sql.query(
      `INSERT INTO sync_outbox
         (number, transaction_id, stamp, entity, row_key, op, base, body, schema_version)
       SELECT first_number + rank - 1, -first_number, first_stamp + rank - 1, '${name}',
         sync_row_key(content, ARRAY['${key}']), 'i', '{}', content, sync_schema_version()
       FROM (SELECT to_jsonb(t) AS content, row_number() OVER (ORDER BY ${key}) AS rank ${rows}) trail
       CROSS JOIN take_sync_numbers((SELECT count(*) ${rows}))`,
    );
  }
}

/** Puts the next portion into the outbox; false when all is there. */
export async function sendPortion(database: Database): Promise<boolean> {
  return database.transact(async (tx) => {
    const sql = sqlOver(tx);
    const first = await selectFirst(sql);
    if (first?.direction !== 'send') return false;
    return nextPortion(sql, first);
  });
}

/** Most tables of a small clinic are empty: a few of them are looked through in one turn. */
const MOST_TABLES = 10;

async function nextPortion(sql: SqlRunner, begun: FirstSync): Promise<boolean> {
  let first = begun;
  for (let looked = 0; looked < MOST_TABLES; looked += 1) {
    const entity = SENT[first.place];
    if (!entity) return finish(sql, first);
    const next = await portionOf(sql, entity, first);
    first = { ...first, ...next };
    if (next.rows > 0) break;
  }
  return true;
}

async function finish(sql: SqlRunner, { nextNumber, lastNumber }: FirstSync): Promise<boolean> {
  if (nextNumber !== (lastNumber ?? 0) + 1)
    throw new Error('A first sync counted other rows than it found');
  await deleteFirst(sql);
  return false;
}

/**
 * The rows as they were at the enrolment: one that was changed since stands in its first change as it was
 * before, one that came since is captured already, and those that went come at the end of their table.
 */
async function portionOf(sql: SqlRunner, entity: SyncEntity, first: FirstSync) {
  const isGone = first.lastKey === 'gone';
  const [taken] = await rowsOf<{ rows: number; seen: number; lastKey: unknown }>(
    sql,
    isGone ? goneRows(entity) : standingRows(entity),
    isGone
      ? [entity.name, first.lastNumber]
      : [
          entity.name,
          first.lastNumber,
          first.lastKey === null ? null : JSON.stringify(first.lastKey),
        ],
  );
  const rows = taken?.rows ?? 0;
  const next = isGone
    ? { place: first.place + 1, lastKey: null }
    : { place: first.place, lastKey: taken?.seen ? taken.lastKey : 'gone' };
  await updateSend(sql, { ...next, rows });
  return { ...next, rows, nextNumber: (first.nextNumber ?? 0) + rows };
}

// By number first: those of the table are many, those that came since are few.
const CHANGED = `since AS MATERIALIZED (
  SELECT entity, row_key, number, op, before FROM sync_outbox WHERE number > $2::BIGINT
), changed AS (
  SELECT DISTINCT ON (row_key) row_key, op, before FROM since
  WHERE entity = $1 ORDER BY row_key, number
)`;

/** Each portion is a transaction of its own to the server; those of people count up from zero. */
function added(entity: SyncEntity, from: string): string {
  const keptHere = `ARRAY[${entity.keptHere.map((each) => `'${each}'`).join(', ')}]::TEXT[]`;
  return `added AS (
    INSERT INTO sync_outbox
      (number, transaction_id, stamp, entity, row_key, op, base, body, schema_version)
    SELECT first.next_number + rank - 1, -first.next_number, first.next_stamp + rank - 1, $1,
      row_key, 'i', '{}', content - ${keptHere}, sync_schema_version()
    FROM (SELECT *, row_number() OVER (ORDER BY at) AS rank FROM (${from}) chosen) numbered
    CROSS JOIN sync_first first
    RETURNING 1
  )`;
}

function standingRows(entity: SyncEntity): string {
  const { name, keys } = entity;
  const columns = keys.map((key) => `t.${key}`).join(', ');
  const after = keys
    .map((key) => `(SELECT r.${key} FROM jsonb_populate_record(NULL::${name}, $3::JSONB) r)`)
    .join(', ');
  const lastKey = keys.map((key) => `'${key}', content -> '${key}'`).join(', ');
  return `WITH ${CHANGED}, portion AS (
    SELECT to_jsonb(t) AS content, row_number() OVER (ORDER BY ${columns}) AS at FROM ${name} t
    WHERE $3::JSONB IS NULL OR (${columns}) > (${after})
    ORDER BY ${columns} LIMIT ${ROWS_PER_PORTION}
  ), keyed AS (
    SELECT *, sync_row_key(content, ARRAY[${keys.map((key) => `'${key}'`).join(', ')}]) AS row_key
    FROM portion
  ), ${added(
    entity,
    `SELECT keyed.row_key, keyed.at, coalesce(changed.before, keyed.content) AS content
     FROM keyed LEFT JOIN changed USING (row_key) WHERE changed.op IS DISTINCT FROM 'i'`,
  )}
  SELECT (SELECT count(*) FROM added)::INT AS rows, (SELECT count(*) FROM portion)::INT AS seen,
    (SELECT jsonb_build_object(${lastKey}) FROM portion ORDER BY at DESC LIMIT 1) AS "lastKey"`;
}

function goneRows(entity: SyncEntity): string {
  return `WITH ${CHANGED}, ${added(
    entity,
    `SELECT row_key, row_key AS at, before AS content FROM changed
     WHERE op <> 'i' AND NOT EXISTS (
       SELECT FROM sync_outbox sent WHERE sent.entity = $1 AND sent.row_key = changed.row_key
         AND sent.number <= $2::BIGINT
     )`,
  )}
  SELECT count(*)::INT AS rows, 0 AS seen, NULL AS "lastKey" FROM added`;
}
