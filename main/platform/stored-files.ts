import type { StoredFile } from '../../shared/base/bridge.ts';
import type { Demand } from '../../shared/base/permission.ts';
import type { Database, ReadonlyDb, Tx } from './database.ts';
import type { FileStore } from './file-store.ts';

/** Writes down that a stored file is needed; one that was before counts as stored anew. */
export async function upsertStoredFile(
  tx: Tx,
  file: StoredFile & { readonly permission: Demand; readonly storedAt: string },
): Promise<void> {
  await tx
    .insertInto('storedFiles')
    .values(file)
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ storedAt: file.storedAt }))
    .execute();
}

/** What reading a file needs; undefined where nothing names it. */
export async function selectPermission(
  db: ReadonlyDb,
  digest: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('storedFiles')
    .select('permission')
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row?.permission;
}

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
