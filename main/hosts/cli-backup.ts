import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { operations } from '../../shared/operations.ts';
import { type CommandLine, expectValue, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { aboutFile, endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { megabytes, plain, shellWord, table } from './cli-text.ts';

export type BackupFile = {
  readonly path: string;
  /** True: a file that stands there is replaced. */
  readonly mayReplace: boolean;
};

/** Makes an encrypted backup in a file and verifies it. */
export async function backUp(line: CommandLine, file: BackupFile): Promise<ExitCode> {
  const target = { path: resolve(file.path), mayReplace: file.mayReplace };
  await expectNoFolder(target.path);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const ended = await runJob(open, line.terminal, open.client['storage.backUpTo'](target));
    return aboutFile(ended, target.path, { AlreadyThere: '--force replaces it.' });
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

/** Refuses a folder where a file is to be written. */
export async function expectNoFolder(path: string): Promise<void> {
  const standing = await stat(path).catch(() => null);
  if (standing?.isDirectory())
    throw misused(`${shellWord(path)} is a folder. Name a file, which may be in it.`);
}

/** Lists the backups in the backup folder, newest first. */
export async function listBackups(line: CommandLine): Promise<ExitCode> {
  let folder = '';
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    folder = plain(expectValue(await open.client['storage.status']({})).backupFolder);
    return open.client['storage.listBackups']({});
  });
  return endWithSentences(line, reply, (value) => {
    const backups = operations['storage.listBackups'].output.parse(value);
    if (backups.length === 0) return `There is no backup in the backup folder, ${folder}.`;
    const rows = table(
      [{ title: 'file' }, { title: 'size', align: 'right' }, { title: 'holds' }],
      backups.map(({ fileName, byteLength, counts, problem }) => [
        fileName,
        megabytes(byteLength),
        problem ?? (counts ? countsText(counts) : 'made under an older key'),
      ]),
    );
    return `In ${folder}:\n${rows}`;
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
