import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExchangedFile } from '../../../shared/exchange/hl7-contract.ts';
import { noMessages } from '../../../shared/exchange/hl7-contract.ts';
import type { ReadonlyDb, Tx } from '../../platform/database.ts';
import { makeWhole } from '../../platform/target-file.ts';
import { insertFile, selectFolders } from './store.ts';

/** Where HL7 files for other programs go on this computer; null where nobody has chosen a folder. */
export async function outboxFolder(db: ReadonlyDb): Promise<string | null> {
  return (await selectFolders(db)).outbox;
}

export type WrittenFile = {
  readonly byteLength: number;
  readonly messages: number;
  /** SHA-256 of the file. */
  readonly digest: string;
};

/**
 * Writes messages, such as `writeDft` gives them, as one file in the outbox. It appears there whole or not at
 * all, whatever its size, and replaces no other. `fileName` must say nothing of anybody. Throws
 * TargetRefused where the folder is missing, full, or has a file of that name.
 */
export async function writeIntoOutbox(
  folder: string,
  fileName: string,
  messages: AsyncIterable<string>,
): Promise<WrittenFile> {
  return makeWhole({ path: join(folder, fileName), mayReplace: false }, async (staged) => {
    const hash = createHash('sha256');
    const file = await open(staged, 'wx', 0o600);
    let written: WrittenFile = { byteLength: 0, messages: 0, digest: '' };
    try {
      for await (const message of messages) {
        const bytes = Buffer.from(message);
        hash.update(bytes);
        await file.appendFile(bytes);
        const byteLength = written.byteLength + bytes.byteLength;
        written = { ...written, byteLength, messages: written.messages + 1 };
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return { ...written, digest: hash.digest('hex') };
  });
}

/** Lists a file that was written into the outbox beside those that came in. */
export async function noteSentFile(
  tx: Tx,
  sent: Pick<ExchangedFile, 'id' | 'fileName' | 'at'> & { readonly messages: number },
): Promise<void> {
  const { messages, ...file } = sent;
  const tally = { ...noMessages, read: messages };
  await insertFile(tx, { ...file, ...tally, direction: 'out', isRefused: false });
}
