import { isHeadUnsigned, signHead } from '../platform/audit-head.ts';
import type { Exchange } from './push.ts';

/** Signs what this computer did since it last did so: the site gets the head along with the events. */
export async function signTrail({
  database,
  clock,
}: Pick<Exchange, 'database' | 'clock'>): Promise<void> {
  if (await database.read(isHeadUnsigned))
    await database.transact((tx) => signHead(tx, { occasion: 'sync', at: clock() }));
}
