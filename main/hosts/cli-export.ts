import { access, constants, open as openFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { ExportForm } from '../../shared/billing/contract.ts';
import { operations } from '../../shared/operations.ts';
import { savePrivately } from '../platform/private-file.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import { type ExitCode, misused, refused } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { plain, shellWord } from './cli-text.ts';

export type BillingExport = {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly form: ExportForm;
  readonly path: string;
  /** True: a file that stands at `path` is replaced. */
  readonly mayReplace: boolean;
};

const output = operations['billing.export'].output;

/** Exports a range of days as a batch and writes its file where only its owner can read it. */
export async function exportBilling(line: CommandLine, wanted: BillingExport): Promise<ExitCode> {
  const { fromOn, toOn } = wanted;
  await checkTarget(wanted);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const range = { fromOn, toOn };
    const made = await runJob(open, line.terminal, open.client['billing.export'](range));
    if (made.ok) await writeBatch(open, output.parse(made.value).batch, wanted);
    return made;
  });
  return endWithSentences(line, reply, (value) => exportText(value, wanted));
}

// Before the batch is made, not after it.
async function checkTarget({ path, mayReplace }: BillingExport): Promise<void> {
  const standing = await stat(path).catch(() => null);
  if (standing?.isDirectory()) throw misused(`${shellWord(path)} is a folder.`);
  if (standing && !mayReplace) throw alreadyThere(path);
  await access(dirname(path), constants.W_OK).catch(() => {
    throw refused(`The folder of ${shellWord(path)} cannot be written to.`);
  });
}

function alreadyThere(path: string) {
  return refused(`${shellWord(path)} is already there; --force replaces it.`);
}

async function writeBatch(
  { core, session }: OpenCore,
  batch: { readonly machineDigest: string; readonly excelDigest: string },
  { form, path, mayReplace }: BillingExport,
): Promise<void> {
  const digest = form === 'machine' ? batch.machineDigest : batch.excelDigest;
  const bytes = expectValue(await core.getBytes(session, digest));
  if (!mayReplace) await claim(path);
  try {
    await savePrivately(path, bytes);
  } catch {
    if (!mayReplace) await rm(path, { force: true });
    throw refused(
      `${shellWord(path)} could not be written. The batch is made: the same command gives it again.`,
    );
  }
}

// An empty file made exclusively holds the name until the whole one takes its place.
async function claim(path: string): Promise<void> {
  try {
    await (await openFile(path, 'wx', 0o600)).close();
  } catch {
    throw alreadyThere(path);
  }
}

function exportText(value: unknown, { path, form }: BillingExport): string {
  const { batch, isNew, alreadyExportedCount } = output.parse(value);
  const { fromOn, toOn, recordCount, changedSinceCount } = batch;
  const exportedAt = `${batch.exportedAt.slice(0, 16).replace('T', ' ')} UTC`;
  return [
    `${recordCount} treatments from ${fromOn} to ${toOn} are in ${path} (${form} form).`,
    ...(isNew
      ? []
      : [`Nothing is new: this is the batch of ${exportedAt} by ${plain(batch.exportedByName)}.`]),
    ...(isNew && alreadyExportedCount > 0
      ? [`${alreadyExportedCount} more of these days went out in earlier batches.`]
      : []),
    ...(changedSinceCount > 0 ? [`${changedSinceCount} were corrected since they went out.`] : []),
    `Batch ${batch.id}`,
  ].join('\n');
}
