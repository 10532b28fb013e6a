import type { PageStore } from './page-store.ts';

/** PostgreSQL's commits do not reach the disk here: writing on would promise what is not kept. */
export class CommitsNotKept extends Error {
  override name = 'CommitsNotKept';
  constructor() {
    super(
      'Records cannot be kept safely by this installation of Caretrail, so it did not open them. Nothing was changed. Install it again.',
    );
  }
}

/**
 * Commits something small and looks whether it arrived: one fsync by PostgreSQL, one commit of the
 * store. Throws CommitsNotKept otherwise, as an upgrade of PGlite might bring about.
 */
export async function probeDurability(
  store: PageStore,
  exec: (sql: string) => Promise<unknown>,
): Promise<void> {
  const before = { fsyncs: store.filesystem.fsyncCount, commits: store.commitNumber() };
  // A record in the write-ahead log that is about nothing, and so the smallest commit there is.
  await exec(`SELECT pg_logical_emit_message(true, 'caretrail', 'probe')`);
  const hasArrived =
    store.filesystem.fsyncCount > before.fsyncs && store.commitNumber() > before.commits;
  if (!hasArrived) throw new CommitsNotKept();
}
