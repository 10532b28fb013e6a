import { resolve } from 'node:path';
import { operations } from '../../shared/operations.ts';
import { type CommandLine, withCore } from './cli-core.ts';
import type { ExitCode } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { megabytes, plain, table } from './cli-text.ts';

export type BackupFile = {
  readonly path: string;
  /** True: a file that stands there is replaced. */
  readonly mayReplace: boolean;
};

/** Makes an encrypted backup in a file and verifies it. */
export async function backUp(line: CommandLine, file: BackupFile): Promise<ExitCode> {
  const target = { path: resolve(file.path), mayReplace: file.mayReplace };
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    return runJob(open, line.terminal, open.client['storage.backUpTo'](target));
  });
  return endWithSentences(line, reply, (value) => {
    const made = operations['storage.backUpTo'].output.parse(value);
    return [
      `The backup is in ${plain(made.path)} (${megabytes(made.byteLength)}).`,
      `It was opened and counted: ${countsText(made.counts)}.`,
      ...(made.filesLeftOut === 0
        ? []
        : [`${made.filesLeftOut} stored files are damaged and not in it; verify tells more.`]),
      'It opens with the recovery passphrase of today.',
    ].join('\n');
  });
}

/** Lists the backups in the backup folder, newest first. */
export async function listBackups(line: CommandLine): Promise<ExitCode> {
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    return open.client['storage.listBackups']({});
  });
  return endWithSentences(line, reply, (value) => {
    const backups = operations['storage.listBackups'].output.parse(value);
    if (backups.length === 0) return 'There is no backup in the backup folder.';
    return table(
      [{ title: 'file' }, { title: 'size', align: 'right' }, { title: 'holds' }],
      backups.map(({ fileName, byteLength, counts, problem }) => [
        fileName,
        megabytes(byteLength),
        problem ?? (counts ? countsText(counts) : 'made under an older key'),
      ]),
    );
  });
}

type Counts = {
  readonly patients: number;
  readonly treatmentRecords: number;
  readonly users: number;
};

export function countsText({ patients, treatmentRecords, users }: Counts): string {
  return `${patients} patients, ${treatmentRecords} treatment records, ${users} people`;
}
