import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';

/**
 * Digests of the files that the records name, in order, behind `after`; each once, whatever it is kept
 * for. Photos and documents name theirs themselves, so that one is missed of which nothing else is left.
 */
export async function selectStoredDigests(
  db: ReadonlyDb,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  // Each part ordered and limited by itself: a step reads indexes, however many photos there are.
  const { rows } = await sql<{ readonly digest: string }>`
    SELECT digest FROM (
      (SELECT DISTINCT digest FROM stored_files
        WHERE digest > ${after} ORDER BY 1 LIMIT ${limit})
      UNION (SELECT DISTINCT digest FROM wound_photos
        WHERE digest > ${after} ORDER BY 1 LIMIT ${limit})
      UNION (SELECT DISTINCT thumbnail_digest FROM wound_photos
        WHERE thumbnail_digest > ${after} ORDER BY 1 LIMIT ${limit})
      UNION (SELECT DISTINCT digest FROM chart_documents
        WHERE digest > ${after} ORDER BY 1 LIMIT ${limit})
      UNION (SELECT DISTINCT thumbnail_digest FROM chart_documents
        WHERE thumbnail_digest > ${after} ORDER BY 1 LIMIT ${limit})
    ) AS named
    ORDER BY digest LIMIT ${limit}`.execute(db);
  return rows.map(({ digest }) => digest);
}

/** Those of some digests whose bytes are another computer's and come from the server, or have yet to. */
export async function selectComing(
  db: ReadonlyDb,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  if (digests.length === 0) return new Set();
  const { rows } = await sql<{ readonly digest: string }>`
    SELECT digest FROM sync_files WHERE is_here IS NOT TRUE AND digest IN (${sql.join(digests)})
    UNION SELECT digest FROM stored_files
    WHERE digest IN (${sql.join(digests)}) AND EXISTS (SELECT FROM sync_device)
      AND NOT is_travelling_purpose(purpose)
      AND NOT EXISTS (SELECT FROM files_of_charts c WHERE c.digest = stored_files.digest)`.execute(
    db,
  );
  return new Set(rows.map(({ digest }) => digest));
}

/** Those of some digests that the records name. */
export async function selectKnownDigests(
  db: ReadonlyDb,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  if (digests.length === 0) return new Set();
  const rows = await db
    .selectFrom('storedFiles')
    .select('digest')
    .where('digest', 'in', [...digests])
    .execute();
  return new Set(rows.map(({ digest }) => digest));
}
