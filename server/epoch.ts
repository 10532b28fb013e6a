import type { Client } from './database.ts';
import { epochBase } from './hello.ts';
import { Refused } from './refused.ts';

/** Throws `epoch` to a caller that knows another one than the site's; null says nothing. */
export async function assertEpoch(
  client: Pick<Client, 'query'>,
  epoch: number,
  callers: number | null,
): Promise<void> {
  if (callers === null || callers === epoch) return;
  throw new Refused({ code: 'epoch', epoch, epochBase: await epochBase(client, callers) });
}
