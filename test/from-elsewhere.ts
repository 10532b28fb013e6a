import { dataPaths } from '../main/platform/data-directory.ts';
import type { Tx } from '../main/platform/database.ts';
import { openByPassphrase } from '../main/platform/keys/open-keyring.ts';
import { readKeyWraps } from '../main/platform/page-store/key-wrap-table.ts';
import { openRecords } from './backups.ts';

type Closed = { readonly dataDir: string; readonly passphrase: string };

/** Does to closed records what comes in from another computer, which no form here lets anybody do. */
export async function changeClosed(
  { dataDir, passphrase }: Closed,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const opened = await openByPassphrase(readKeyWraps(dataPaths(dataDir).records), passphrase);
  if (!opened.ok) throw new Error(opened.failure.message);
  const { database, close } = await openRecords(dataDir, opened.value);
  try {
    await database.transact(work);
  } finally {
    await close();
  }
}

/** Adds a correction by somebody who had not seen the one that is there, over the same content. */
export async function correctBeside(
  closed: Closed,
  { by, content }: { readonly by: string; readonly content: object },
): Promise<void> {
  await changeClosed(closed, async (tx) => {
    const first = await tx
      .selectFrom('recordAmendments')
      .selectAll()
      .where('kind', '=', 'correction')
      .orderBy('amendedAt', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const { id: amendedBy } = await tx
      .selectFrom('users')
      .select('id')
      .where('displayName', '=', by)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('recordAmendments')
      .values({
        ...first,
        id: crypto.randomUUID(),
        amendedBy,
        amendedAt: new Date(Date.parse(first.amendedAt) + 60_000).toISOString(),
        reason: 'Measured again at the ward',
        content: JSON.stringify({ ...Object(first.content), ...content }),
      })
      .execute();
  });
}
