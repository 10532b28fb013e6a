import type { Site } from '../../shared/site/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

const columns = [
  'id',
  'name',
  'timeZone',
  'isDemonstration',
  'idleLockSeconds',
  'signOutMinutes',
] as const;

export async function selectSite(db: ReadonlyDb): Promise<Site | null> {
  const row = await db.selectFrom('sites').select(columns).executeTakeFirst();
  return row ?? null;
}

export function insertSite(
  tx: Tx,
  site: Omit<Site, 'idleLockSeconds' | 'signOutMinutes'>,
): Promise<Site> {
  return tx.insertInto('sites').values(site).returning(columns).executeTakeFirstOrThrow();
}

export function updateScreenLock(
  tx: Tx,
  lock: Pick<Site, 'idleLockSeconds' | 'signOutMinutes'>,
): Promise<Site | undefined> {
  return tx.updateTable('sites').set(lock).returning(columns).executeTakeFirst();
}
