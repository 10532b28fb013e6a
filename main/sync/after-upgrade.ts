import { adoptLater } from '../../shared/sync/fold/later-changes.ts';
import type { Database } from '../platform/database.ts';
import { sqlOver } from './sql.ts';

/**
 * What others wrote with a later release than this computer had stood in the log only; a release that knows
 * it takes it up before anybody reads or writes a record. Costs two look-ups where there is nothing.
 */
export async function adoptAfterUpgrade(database: Database): Promise<void> {
  await database.transact((tx) => adoptLater(sqlOver(tx)));
}
