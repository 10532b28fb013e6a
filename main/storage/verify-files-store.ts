import type { ReadonlyDb } from '../platform/database.ts';

/** Digests of the files that the records name, in order, behind `after`. */
export async function selectStoredDigests(
  db: ReadonlyDb,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('storedFiles')
    .select('digest')
    .where('digest', '>', after)
    .orderBy('digest')
    .limit(limit)
    .execute();
  return rows.map(({ digest }) => digest);
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
