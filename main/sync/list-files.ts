import type { FileState } from '../../shared/sync/contract.ts';
import type { MovingFile } from './files-loop.ts';
import { selectFileStates } from './files-store.ts';
import type { SqlRunner } from './sql.ts';

/** Where those files are that travel, and how much went of the one that is on its way. */
export async function listFiles(
  sql: SqlRunner,
  digests: readonly string[],
  moving: MovingFile | null,
): Promise<FileState[]> {
  const states = await selectFileStates(sql, digests);
  return states.map((each) => ({
    ...each,
    movedBytes: moving?.digest === each.digest ? moving.done : null,
  }));
}
