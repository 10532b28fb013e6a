import { sql } from 'kysely';
import type { FileContent, StoredFile } from '../../shared/base/bridge.ts';
import type { Demand } from '../../shared/base/permission.ts';
import type { Database, ReadonlyDb, Tx } from './database.ts';
import type { FileStore } from './file-store.ts';

/** A stored file and one of the purposes that it is kept for; other purposes stand beside it. */
export type NeededFile = Pick<StoredFile, 'digest' | 'byteLength'> & {
  readonly purpose: string;
  /** What reading it for this purpose needs. */
  readonly permission: Demand;
  readonly storedAt: string;
};

/**
 * Writes down that a stored file is needed for a purpose; one that was needed for it before counts as
 * stored anew.
 */
export async function upsertStoredFile(tx: Tx, file: NeededFile): Promise<void> {
  const { permission, storedAt } = file;
  await tx
    .insertInto('storedFiles')
    .values(file)
    .onConflict((conflict) =>
      conflict.columns(['digest', 'purpose']).doUpdateSet({ permission, storedAt }),
    )
    .execute();
}

/** Writes down what was found in a file when it was handed in for a purpose. */
export async function upsertFileContent(
  tx: Tx,
  key: Pick<NeededFile, 'digest' | 'purpose'>,
  content: FileContent,
): Promise<void> {
  const { takenAt: _, ...kept } = content;
  await tx
    .insertInto('storedFileContents')
    .values({ ...key, ...kept })
    .onConflict((conflict) => conflict.columns(['digest', 'purpose']).doUpdateSet(kept))
    .execute();
}

/** What was found in a file that was handed in for a purpose; undefined where none was. */
export function selectFileContent(db: ReadonlyDb, digest: string, purpose: string) {
  return db
    .selectFrom('storedFiles as file')
    .innerJoin('storedFileContents as content', (join) =>
      join
        .onRef('content.digest', '=', 'file.digest')
        .onRef('content.purpose', '=', 'file.purpose'),
    )
    .select([
      'file.digest',
      'file.byteLength',
      'content.mediaType',
      'content.thumbnailDigest',
      'content.widthPx',
      'content.heightPx',
      'content.pageCount',
    ])
    .where('file.digest', '=', digest)
    .where('file.purpose', '=', purpose)
    .executeTakeFirst();
}

/**
 * What a file is kept for, and what reading it needs for that: any one of these permissions is enough.
 * None where nothing names it.
 */
export function selectPurposes(
  db: ReadonlyDb,
  digest: string,
): Promise<readonly { readonly purpose: string; readonly permission: string }[]> {
  return db
    .selectFrom('storedFiles')
    .select(['purpose', 'permission'])
    .where('digest', '=', digest)
    .execute();
}

/**
 * Of `stored_files`: what was handed in or made on this computer. What came from another computer of the
 * site is forgotten there, because only there is it known what still needs it.
 */
export const isOfThisComputer = sql<boolean>`(
  NOT EXISTS (SELECT FROM sync_device)
  OR EXISTS (
    SELECT FROM sync_outbox WHERE entity = 'stored_files'
      AND row_key = sync_row_key(to_jsonb(stored_files), ARRAY['digest', 'purpose'])
  )
)`;

async function selectNamed(
  db: ReadonlyDb,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('storedFiles')
    .select('digest')
    .where('digest', 'in', [...digests])
    .execute();
  return new Set(rows.map(({ digest }) => digest));
}

/** A few milliseconds of reading. */
const DIGESTS_PER_READ = 200;

type Parts = { readonly database: Pick<Database, 'read'>; readonly files: FileStore };

/** Deletes those of some files that no row names any more. */
export async function deleteUnnamed(
  { database, files }: Parts,
  digests: readonly string[],
): Promise<void> {
  if (digests.length === 0) return;
  const isNamed = (digest: string): Promise<boolean> =>
    database.read(async (db) => (await selectNamed(db, [digest])).has(digest));
  await files.deleteUnreferenced(isNamed, digests);
}

/** Deletes every file that no row names: what was stored when the program ended before it said why. */
export async function deleteAllUnnamed(parts: Parts): Promise<void> {
  let digests: string[] = [];
  const deleteSome = async (): Promise<void> => {
    if (digests.length === 0) return;
    const named = await parts.database.read((db) => selectNamed(db, digests));
    await deleteUnnamed(
      parts,
      digests.filter((digest) => !named.has(digest)),
    );
    digests = [];
  };
  for await (const { digest } of parts.files.list()) {
    digests.push(digest);
    if (digests.length === DIGESTS_PER_READ) await deleteSome();
  }
  await deleteSome();
}
