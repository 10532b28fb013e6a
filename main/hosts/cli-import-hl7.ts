import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Hl7Report, hl7Report, MOST_HL7_FILES } from '../../shared/exchange/hl7-contract.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import { type CommandLine, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { putSource } from './cli-import.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { plain, shellWord, table } from './cli-text.ts';

const LINES_SHOWN = 20;
const counts = ['read', 'added', 'changed', 'unchanged', 'skipped', 'refused'] as const;

/** Imports a file of HL7 v2 messages, or all files of a folder in the order of their names. */
export async function importHl7(line: CommandLine, path: string): Promise<ExitCode> {
  const paths = await filesAt(path);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const files: SourceFile[] = [];
    for (const each of paths) files.push(await putSource(open, each));
    return runJob(open, line.terminal, open.client['hl7.import']({ files }));
  });
  return endWithSentences(line, reply, (report) => hl7ImportText(hl7Report.parse(report)));
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return [path];
  const entries = found?.isDirectory()
    ? await readdir(path, { withFileTypes: true }).catch(() => null)
    : null;
  if (entries === null) throw misused(`There is no file or folder ${shellWord(path)}.`);
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted();
  if (names.length === 0) throw misused(`There is no file in ${shellWord(path)}.`);
  if (names.length > MOST_HL7_FILES)
    throw misused(`There are more than ${MOST_HL7_FILES} files in ${shellWord(path)}.`);
  return names.map((name) => join(path, name));
}

/** An import's report as people read it: a line per file, then messages by their number. */
export function hl7ImportText({ files, messages, unlisted }: Hl7Report): string {
  const totals = counts.map((count) => files.reduce((sum, file) => sum + file[count], 0));
  const tallies = table(
    [{ title: 'file' }, ...counts.map((title) => ({ title, align: 'right' as const }))],
    [
      ...files.map((file) => [plain(file.file), ...counts.map((count) => file[count])]),
      ['together', ...totals],
    ],
  );
  const shown = messages.slice(0, LINES_SHOWN);
  const more = messages.length - shown.length + unlisted;
  return [
    tallies,
    ...shown.map(
      ({ file, message, outcome, reason }) =>
        `  ${plain(file)}, message ${message}, ${outcome}: ${plain(reason)}`,
    ),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ].join('\n');
}
