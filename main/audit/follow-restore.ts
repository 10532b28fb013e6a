import type { AnchorReading } from '../platform/anchor.ts';
import { followRestore } from '../platform/audit-chain.ts';
import type { Database } from '../platform/database.ts';

type Parts = {
  readonly database: Pick<Database, 'transact'>;
  readonly clock: () => Date;
  /** Says when these records last took the place of others. */
  readonly readAnchor: () => Promise<AnchorReading>;
};

/** Where a backup took the place of the records, what is written from now on is a chain of its own. */
export async function chainAfterRestore({ database, clock, readAnchor }: Parts): Promise<void> {
  const anchor = await readAnchor();
  const restoredAt = typeof anchor === 'object' ? anchor.restoredAt : null;
  await database.transact((tx) => followRestore(tx, { restoredAt, at: clock() }));
}
