import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { storeOperations } from '../../shared/store/contract.ts';
import { countsText } from './cli-backup.ts';
import { type CommandLine, withGate } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { passphraseFor } from './cli-passphrase.ts';
import { expectClosed } from './cli-reach.ts';
import { aboutFile, endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { shown } from './cli-store.ts';
import { plain, shellWord } from './cli-text.ts';
import { settledStatus } from './store-client.ts';

/**
 * Puts a backup in the place of the records, in a data folder that need not be there yet. Where this
 * computer's keychain has opened the records, an administrator must sign in first.
 */
export async function restore(line: CommandLine, file: string): Promise<ExitCode> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw misused(`There is no file ${shellWord(file)}.`);
  await expectClosed(line.dataDir, 'Close it before its records are replaced.');
  const passphrase = await passphraseFor(line, 'Recovery passphrase at the time of the backup: ');
  const reply = await withGate(line, async (open) => {
    const status = await settledStatus(open.store);
    if (status.ok && status.value.state === 'open') await signIn(line, open);
    const asked = open.store['store.restore']({ path: resolve(file), passphrase });
    return aboutFile(await shown(line, open.store, asked), file);
  });
  return endWithSentences(line, reply, (value) => {
    const { madeAt, counts, keptAs } = storeOperations['store.restore'].output.parse(value);
    return [
      `The records are those of ${madeAt.slice(0, 16).replace('T', ' ')} UTC: ${countsText(counts)}.`,
      ...(keptAs === null ? [] : [`What stood there before is kept in ${plain(keptAs)}.`]),
    ].join('\n');
  });
}
