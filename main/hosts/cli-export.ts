import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { ExportForm } from '../../shared/billing/contract.ts';
import { operations } from '../../shared/operations.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import type { ExitCode } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { checkTarget, type Target, writeTarget } from './cli-target.ts';
import { plain } from './cli-text.ts';

export type BillingExport = Target & {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly form: ExportForm;
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

async function writeBatch(
  { core, session }: OpenCore,
  batch: { readonly machineDigest: string; readonly excelDigest: string },
  wanted: BillingExport,
): Promise<void> {
  const digest = wanted.form === 'machine' ? batch.machineDigest : batch.excelDigest;
  const bytes = expectValue(await core.getBytes(session, digest));
  await writeTarget(wanted, bytes, 'The batch is made: the same command gives it again.');
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
