import type { Site } from '../../shared/site/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

const columns = ['id', 'name', 'timeZone', 'isDemonstration'] as const;

export async function selectSite(db: ReadonlyDb): Promise<Site | null> {
  const row = await db.selectFrom('sites').select(columns).executeTakeFirst();
  return row ?? null;
}

export function insertSite(tx: Tx, site: Site): Promise<Site> {
  return tx.insertInto('sites').values(site).returning(columns).executeTakeFirstOrThrow();
}
