import { stat } from 'node:fs/promises';
import type { CodeSet } from '../../shared/codes/code-set.ts';
import { codeSetNames } from '../../shared/codes/code-set.ts';
import { type CodeImportReport, codeImportReport } from '../../shared/codes/contract.ts';
import { type CommandLine, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { putSource } from './cli-import.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { plain, shellWord } from './cli-text.ts';

type Chosen = {
  readonly codeSet: CodeSet;
  readonly effectiveFrom: string | null;
  readonly mayEndMany: boolean;
};

const LINES_SHOWN = 20;
const counts = ['read', 'added', 'changed', 'unchanged', 'skipped', 'refused'] as const;

/** Imports an edition of a code set from a file. */
export async function importCodes(
  line: CommandLine,
  path: string,
  chosen: Chosen,
): Promise<ExitCode> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw misused(`There is no file ${shellWord(path)}.`);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const file = await putSource(open, path);
    return runJob(open, line.terminal, open.client['codes.import']({ file, ...chosen }));
  });
  return endWithSentences(line, reply, (report) => codeImportText(codeImportReport.parse(report)));
}

/** An import's report as people read it: what counts from when, the numbers, what was refused. */
export function codeImportText(report: CodeImportReport): string {
  const { codeSet, fileName, effectiveFrom, refusedLines, notes } = report;
  const numbers = counts.map((count) => `${report[count]} ${count}`).join(', ');
  const shown = refusedLines.slice(0, LINES_SHOWN);
  const more = report.refused - shown.length;
  return [
    `${codeSetNames[codeSet]} from ${effectiveFrom} on (${plain(fileName)}): ${numbers}; ${report.ended} ended.`,
    ...notes.map(plain),
    ...shown.map(({ line, reason }) => `  line ${line} ${plain(reason)}`),
    ...(more > 0 && shown.length > 0 ? [`  … and ${more} more refused`] : []),
  ].join('\n');
}
