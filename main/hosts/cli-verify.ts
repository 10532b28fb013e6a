import type { VerifyReport } from '../../shared/storage/contract.ts';
import { verifyReport } from '../../shared/storage/contract.ts';
import { dataPaths } from '../platform/data-directory.ts';
import {
  type CommandLine,
  isSetUp,
  notSetUp,
  type OpenCore,
  openRecords,
  withGate,
} from './cli-core.ts';
import { type CommandLineFailure, type ExitCode, refused } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { plain, shellWord } from './cli-text.ts';

/** Checks all records; ends with 1 when something is wrong with them. */
export async function verify(line: CommandLine): Promise<ExitCode> {
  if (!isSetUp(line.dataDir)) throw notSetUp(line.dataDir);
  const reply = await withGate(line, async (open) => {
    await openRecords(line, open).catch(async (error: unknown) => {
      throw (await unreadable(line, open)) ?? error;
    });
    await signIn(line, open);
    return runJob(open, line.terminal, open.client['storage.verify']({}));
  });
  const exitCode = endWithSentences(line, reply, (value) => reportText(verifyReport.parse(value)));
  const report = reply.ok ? verifyReport.safeParse(reply.value) : null;
  return report?.data?.isHealthy === false ? 1 : exitCode;
}

/** Records that do not open were looked through all the same: what that found, and which backups there are. */
async function unreadable(
  { dataDir }: CommandLine,
  { store }: OpenCore,
): Promise<CommandLineFailure | null> {
  const status = await store['store.status']({});
  if (!status.ok || status.value.state !== 'unreadable') return null;
  const { problem, backups } = status.value;
  const folder = shellWord(dataPaths(dataDir).backups);
  const listed =
    backups.length === 0
      ? `There is none in ${folder}.`
      : `In ${folder}, newest first: ${backups.join(', ')}. Put one in their place with: restore FILE`;
  return refused(`${problem ?? 'The records cannot be read.'} ${listed}`);
}

/** What was looked at and what was found, a line each. */
export function reportText({ isHealthy, findings, checked }: VerifyReport): string {
  const { pages, files, tables, indexes, references } = checked;
  return [
    isHealthy ? 'The records are whole.' : 'Something is wrong with the records.',
    `Checked: ${pages} pages, ${files} files, ${tables} tables, ${indexes} indexes, ${references} references.`,
    ...findings.flatMap(({ severity, what, toDo }) => [
      `${severity === 'problem' ? 'Problem' : 'Note'}: ${plain(what)}`,
      `  ${plain(toDo)}`,
    ]),
  ].join('\n');
}
