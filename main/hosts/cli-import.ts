import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { importReport, type SourceFile } from '../../shared/imports/contract.ts';
import { isSyntheaFile } from '../../shared/imports/synthea-files.ts';
import type { Reply } from '../platform/core.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { importText } from './cli-import-text.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { shellWord } from './cli-text.ts';

/** Imports a folder in Synthea's CSV layout. */
export async function importSynthea(line: CommandLine, folder: string): Promise<ExitCode> {
  const names = await syntheaNames(folder);
  return importFiles(line, async (open) => {
    const files: SourceFile[] = [];
    for (const name of names) files.push(await putSource(open, join(folder, name)));
    return runJob(open, line.terminal, open.client['imports.synthea']({ files }));
  });
}

/** Imports a HCPCS list into the product catalogue. */
export async function importHcpcs(line: CommandLine, path: string): Promise<ExitCode> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw misused(`There is no file ${shellWord(path)}.`);
  return importFiles(line, async (open) => {
    const file = await putSource(open, path);
    return runJob(open, line.terminal, open.client['imports.hcpcs']({ file }));
  });
}

async function syntheaNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => {
    throw misused(`There is no folder ${shellWord(folder)} that can be read.`);
  });
  const files = names.filter(isSyntheaFile).toSorted();
  if (files.length === 0) throw misused(`There is no Synthea CSV file in ${shellWord(folder)}.`);
  return files;
}

/** Puts a file where the core can read it. */
export async function putSource({ core, session }: OpenCore, path: string): Promise<SourceFile> {
  const bytes = await readFile(path).catch(() => {
    throw misused(`${shellWord(path)} cannot be read.`);
  });
  const { digest } = expectValue(await core.putBytes(session, 'import-source', bytes));
  return { name: basename(path), digest };
}

async function importFiles(
  line: CommandLine,
  work: (open: OpenCore) => Promise<Reply>,
): Promise<ExitCode> {
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    return work(open);
  });
  return endWithSentences(line, reply, (report) => importText(importReport.parse(report)));
}
