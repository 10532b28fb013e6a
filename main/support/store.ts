import { sql } from 'kysely';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';

/** What the text is kept for, until somebody has saved it. */
const BUNDLE = { purpose: 'support-bundle', permission: 'storage.manage' } as const;

export type SiteSettings = {
  readonly timeZone: string;
  readonly isDemonstration: boolean;
  readonly idleLockSeconds: number;
  readonly signOutMinutes: number;
};

/** The site's settings without its name; undefined where none is set up. */
export async function selectSiteSettings(db: ReadonlyDb): Promise<SiteSettings | undefined> {
  const { rows } = await sql<SiteSettings>`
    SELECT time_zone, is_demonstration, idle_lock_seconds, sign_out_minutes FROM sites`.execute(db);
  return rows[0];
}

export type Applied = { readonly name: string; readonly checksum: string };

/** The migrations that made this database. */
export async function selectApplied(db: ReadonlyDb): Promise<readonly Applied[]> {
  const { rows } = await sql<Applied>`
    SELECT name, checksum FROM schema_migrations ORDER BY name`.execute(db);
  return rows;
}

export type TableSize = { readonly name: string; readonly rows: number; readonly bytes: number };

/** How large each table is; the rows as PostgreSQL estimates them, for counting them all takes long. */
export async function selectTableSizes(db: ReadonlyDb): Promise<readonly TableSize[]> {
  const { rows } = await sql<TableSize>`
    SELECT relname AS name, greatest(reltuples, 0)::float8 AS rows,
      pg_total_relation_size(oid)::float8 AS bytes
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`.execute(
    db,
  );
  return rows;
}

export async function selectDatabaseVersion(db: ReadonlyDb): Promise<string> {
  const { rows } = await sql<{ readonly version: string }>`
    SELECT current_setting('server_version') AS version`.execute(db);
  return rows[0]?.version ?? 'unknown';
}

export type SyncCounts = {
  readonly isDevice: boolean;
  /** Changes made here, and of these the last that the server has said it holds. */
  readonly made: number;
  readonly acknowledged: number;
  /** How far this computer has taken up the site's log. */
  readonly taken: number;
  readonly clockBehindMs: number;
  readonly waiting: number;
  readonly openReviews: number;
};

/** Whether this computer is of a site with a server, and how far it is; not which server or site. */
export async function selectSyncCounts(db: ReadonlyDb): Promise<SyncCounts | undefined> {
  const { rows } = await sql<SyncCounts>`
    SELECT device.only_one IS NOT NULL AS is_device,
      coalesce(device.next_number - 1, 0)::float8 AS made,
      coalesce(device.acked_number, 0)::float8 AS acknowledged,
      coalesce(device.cursor_seq, 0)::float8 AS taken,
      coalesce(device.clock_offset_ms, 0)::float8 AS clock_behind_ms,
      (SELECT count(*) FROM sync_outbox
        WHERE number > coalesce(device.acked_number, 0))::float8 AS waiting,
      (SELECT count(*) FROM sync_reviews AS review WHERE NOT EXISTS (
        SELECT FROM sync_settlements WHERE review_id = review.id))::float8 AS open_reviews
    FROM (VALUES (1)) AS one LEFT JOIN sync_device AS device ON true`.execute(db);
  return rows[0];
}

type KeptText = { readonly digest: string; readonly byteLength: number };

/** Lets the text be fetched from now on, and forgets those of before an instant. */
export async function keepText(
  tx: Tx,
  file: KeptText,
  { storedAt, before }: { readonly storedAt: string; readonly before: string },
): Promise<void> {
  await tx
    .deleteFrom('storedFiles')
    .where('purpose', '=', BUNDLE.purpose)
    .where('storedAt', '<', before)
    .execute();
  await upsertStoredFile(tx, { ...file, ...BUNDLE, storedAt });
}
