import { createHash } from 'node:crypto';
import type { Operation } from '../../shared/base/contract.ts';
import { fail } from '../../shared/base/result.ts';
import type { Reply } from './core.ts';
import type { ReadonlyDb, Tx } from './database.ts';

/** A command as its sender numbered it. */
export type NumberedCommand = {
  readonly commandId: string;
  readonly operation: string;
  readonly userId: string | null;
  readonly inputDigest: string;
};

const KEPT_DAYS = 30;

/** Keeping a draft is idempotent by itself, and signing in is done anew each time. */
export function isRemembered(operation: Operation): boolean {
  return operation.isAskedAnew !== true && operation.isUnaudited !== true;
}

export function digestOfInput(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}

/** The reply that this command got before, or null when it is new. */
export async function earlierReply(
  db: ReadonlyDb,
  command: NumberedCommand,
): Promise<Reply | null> {
  const row = await db
    .selectFrom('commandReplies')
    .select(['operation', 'userId', 'inputDigest', 'reply'])
    .where('commandId', '=', command.commandId)
    .executeTakeFirst();
  if (!row) return null;
  const isSame =
    row.operation === command.operation &&
    row.userId === command.userId &&
    row.inputDigest === command.inputDigest;
  if (!isSame)
    return fail('InvalidInput', 'commandId was used before for something else; nothing was saved.');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rememberReply wrote it
  return row.reply as Reply;
}

export async function rememberReply(
  tx: Tx,
  command: NumberedCommand,
  replied: { readonly reply: Reply; readonly now: Date },
): Promise<void> {
  await tx
    .insertInto('commandReplies')
    .values({
      ...command,
      reply: JSON.stringify(replied.reply),
      repliedAt: replied.now.toISOString(),
    })
    .execute();
}

/** Forgets replies so old that no sender waits for them any more. */
export async function pruneReplies(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
  await tx.deleteFrom('commandReplies').where('repliedAt', '<', before).execute();
}
