import { resolve } from 'node:path';
import { operations } from '../../shared/operations.ts';
import { expectNoFolder } from './cli-backup.ts';
import { type CommandLine, withCore } from './cli-core.ts';
import type { ExitCode } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { aboutFile, endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { megabytes, plain, shellWord } from './cli-text.ts';

export type PlainDump = { readonly path: string; readonly reason: string };

/** Writes everything unencrypted as SQL that any PostgreSQL can load. */
export async function dumpPlain(line: CommandLine, dump: PlainDump): Promise<ExitCode> {
  const wanted = { path: resolve(dump.path), reason: dump.reason };
  await expectNoFolder(wanted.path);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const ended = await runJob(open, line.terminal, open.client['storage.dumpPlain'](wanted));
    return aboutFile(ended, wanted.path);
  });
  return endWithSentences(line, reply, (value) => {
    const { tables, rows, byteLength } = operations['storage.dumpPlain'].output.parse(value);
    return [
      `${rows} rows of ${tables} tables are in ${plain(wanted.path)} (${megabytes(byteLength)}), NOT ENCRYPTED.`,
      'Load them into an empty database of PostgreSQL 15 or later, as its superuser:',
      `  psql -v ON_ERROR_STOP=1 -f ${shellWord(wanted.path)} -d DATABASE`,
      'PINs are left out, and so are photos and other kept files, which are not in the database.',
      'Delete the file when it is not needed any more.',
    ].join('\n');
  });
}
