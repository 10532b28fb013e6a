import type { FilesLoop } from './files-loop.ts';
import { updateWanted } from './files-store.ts';
import { sqlOver } from './sql.ts';
import type { SyncPartsWithFiles } from './sync-parts.ts';

/**
 * Asks for a file that somebody wants to read and that is not here, before all others; false where no
 * other computer can have it.
 */
export async function wantFile(
  { database, files, clock }: Pick<SyncPartsWithFiles, 'database' | 'files' | 'clock'>,
  loop: FilesLoop | undefined,
  digest: string,
): Promise<boolean> {
  // It came between two looks.
  if (await files.exists(digest)) return true;
  const now = clock().toISOString();
  const { isKnown, isNew } = await database.transact((tx) =>
    updateWanted(sqlOver(tx), digest, now),
  );
  if (isNew) loop?.hurry();
  return isKnown;
}
