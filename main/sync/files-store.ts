import { rowsOf, type SqlRunner } from './sql.ts';

/** A file that has yet to travel. */
export type OpenFile = {
  readonly digest: string;
  readonly kind: 'thumbnail' | 'chart' | 'other';
  readonly byteLength: number | null;
  readonly datedAt: string;
  readonly isWanted: boolean;
};

const COLUMNS = `digest, kind, byte_length AS "byteLength", dated_at AS "datedAt",
  wanted_at IS NOT NULL AS "isWanted"`;
const IN_TURN = "(kind = 'thumbnail') DESC, dated_at DESC, digest";
const IS_DUE = '(retry_at IS NULL OR retry_at <= $1)';

/** Takes up every file that is named and not known, and forgets what another epoch's server said. */
export async function noteFiles(sql: SqlRunner, epoch: number): Promise<void> {
  await sql.query('SELECT note_all_files()');
  await sql.query('UPDATE sync_files SET server_epoch = NULL WHERE server_epoch <> $1', [epoch]);
}

/** Files of which nobody has looked whether they are here. */
export async function selectUnlooked(sql: SqlRunner, limit: number): Promise<readonly string[]> {
  const rows = await rowsOf<{ digest: string }>(
    sql,
    'SELECT digest FROM sync_files WHERE is_open AND is_here IS NULL LIMIT $1',
    [limit],
  );
  return rows.map(({ digest }) => digest);
}

export async function updateHere(
  sql: SqlRunner,
  digests: readonly string[],
  isHere: boolean,
): Promise<void> {
  if (digests.length === 0) return;
  await sql.query('UPDATE sync_files SET is_here = $2 WHERE digest = ANY ($1)', [digests, isHere]);
}

/** What the server does not hold, small pictures first and then the newest. */
export function selectToSend(
  sql: SqlRunner,
  now: string,
  limit: number,
): Promise<readonly OpenFile[]> {
  return rowsOf<OpenFile>(
    sql,
    `SELECT ${COLUMNS} FROM sync_files
     WHERE is_open AND is_here AND server_epoch IS NULL AND ${IS_DUE} ORDER BY ${IN_TURN} LIMIT $2`,
    [now, limit],
  );
}

/** What is not here: what somebody waits for, then small pictures, then the newest. */
export function selectToFetch(
  sql: SqlRunner,
  now: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly OpenFile[]> {
  return rowsOf<OpenFile>(
    sql,
    `SELECT ${COLUMNS} FROM sync_files
     WHERE is_open AND is_here = false AND ${IS_DUE}
     ORDER BY wanted_at DESC NULLS LAST, ${IN_TURN} LIMIT $2 OFFSET $3`,
    [now, page.limit, page.offset],
  );
}

/** Which of those asked about the server holds, and what it says of the others. */
export async function updateStates(
  sql: SqlRunner,
  epoch: number,
  said: {
    readonly there: readonly string[];
    readonly missing: readonly string[];
    readonly elsewhere: readonly { readonly digest: string; readonly deviceName: string }[];
  },
): Promise<void> {
  const { there, missing, elsewhere } = said;
  await sql.query(
    `UPDATE sync_files SET server_epoch = $2, holder_name = NULL
     WHERE digest = ANY ($1) AND server_epoch IS DISTINCT FROM $2`,
    [there, epoch],
  );
  await sql.query(
    `UPDATE sync_files f SET server_epoch = NULL, holder_name = said.name
     FROM unnest($1::TEXT[]) AS asked (digest)
     LEFT JOIN unnest($2::TEXT[], $3::TEXT[]) AS said (digest, name) USING (digest)
     WHERE f.digest = asked.digest
       AND (f.server_epoch IS NOT NULL OR f.holder_name IS DISTINCT FROM said.name)`,
    [missing, elsewhere.map(({ digest }) => digest), elsewhere.map((each) => each.deviceName)],
  );
}

/** Here and on the server, looked at on both ends. */
export async function updateArrived(sql: SqlRunner, digest: string, epoch: number): Promise<void> {
  await sql.query(
    `UPDATE sync_files SET is_here = true, server_epoch = $2, holder_name = NULL, wanted_at = NULL,
       failures = 0, retry_at = NULL
     WHERE digest = $1`,
    [digest, epoch],
  );
}

const LONGEST_MINUTES = 24 * 60;

/** This one alone did not go: the others go on, and it is tried again after 2 minutes, 4, up to a day. */
export async function updateFailed(sql: SqlRunner, digest: string, now: string): Promise<void> {
  await sql.query(
    `UPDATE sync_files SET failures = failures + 1,
       retry_at = $2::TIMESTAMPTZ
         + least(2 ^ least(failures + 1, 20), ${LONGEST_MINUTES}) * INTERVAL '1 minute'
     WHERE digest = $1`,
    [digest, now],
  );
}

/** Who waits asks again and again; that does not make it come sooner. */
const ASKED_ANEW_SECONDS = 10;

/**
 * Puts what is not here before all others. `isKnown` is false for a file that comes from nowhere, `isNew`
 * where nobody waited for it yet.
 */
export async function updateWanted(
  sql: SqlRunner,
  digest: string,
  now: string,
): Promise<{ readonly isKnown: boolean; readonly isNew: boolean }> {
  const [known] = await rowsOf<{ isNew: boolean }>(
    sql,
    `SELECT wanted_at IS NULL
       OR wanted_at < $2::TIMESTAMPTZ - INTERVAL '${ASKED_ANEW_SECONDS} seconds' AS "isNew"
     FROM sync_files WHERE digest = $1 AND EXISTS (SELECT FROM sync_device)`,
    [digest, now],
  );
  if (!known?.isNew) return { isKnown: known !== undefined, isNew: false };
  await sql.query(
    'UPDATE sync_files SET is_here = false, wanted_at = $2, retry_at = NULL WHERE digest = $1',
    [digest, now],
  );
  return { isKnown: true, isNew: true };
}

export type FileCounts = {
  readonly toSend: { readonly files: number; readonly byteLength: number };
  readonly toCome: { readonly files: number; readonly byteLength: number };
  /** Small pictures that are not here. */
  readonly thumbnailsToCome: number;
  /** Of those to send and to come: what did not go, and is tried again later. */
  readonly failed: number;
};

/** What has yet to travel; small pictures do not count as files, but their bytes count. */
export async function selectFileCounts(sql: SqlRunner): Promise<FileCounts> {
  const [row] = await rowsOf<Record<string, number>>(
    sql,
    `SELECT
       count(*) FILTER (WHERE is_here AND kind <> 'thumbnail')::INT AS sending,
       coalesce(sum(byte_length) FILTER (WHERE is_here), 0)::FLOAT8 AS "sendingBytes",
       count(*) FILTER (WHERE is_here = false AND kind <> 'thumbnail')::INT AS coming,
       coalesce(sum(byte_length) FILTER (WHERE is_here = false), 0)::FLOAT8 AS "comingBytes",
       count(*) FILTER (WHERE is_here = false AND kind = 'thumbnail')::INT AS small,
       count(*) FILTER (WHERE failures > 0)::INT AS failed
     FROM sync_files WHERE is_open`,
  );
  const count = (name: string): number => row?.[name] ?? 0;
  return {
    toSend: { files: count('sending'), byteLength: count('sendingBytes') },
    toCome: { files: count('coming'), byteLength: count('comingBytes') },
    thumbnailsToCome: count('small'),
    failed: count('failed'),
  };
}

export type FileState = {
  readonly digest: string;
  readonly isHere: boolean;
  readonly isOnServer: boolean;
  readonly byteLength: number | null;
  readonly deviceName: string | null;
  readonly hasFailed: boolean;
};

/** Of those that are known to travel. */
export function selectFileStates(
  sql: SqlRunner,
  digests: readonly string[],
): Promise<readonly FileState[]> {
  return rowsOf<FileState>(
    sql,
    `SELECT digest, is_here IS TRUE AS "isHere", server_epoch IS NOT NULL AS "isOnServer",
       byte_length AS "byteLength", holder_name AS "deviceName", failures > 0 AS "hasFailed"
     FROM sync_files WHERE digest = ANY ($1)`,
    [digests],
  );
}
