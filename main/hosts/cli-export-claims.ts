import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { ClaimBatch } from '../../shared/claims/claim-shapes.ts';
import type { RenderedFormat } from '../../shared/claims/rendered-claims.ts';
import { operations } from '../../shared/operations.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import { type ExitCode, misused, refused } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { checkTarget, type Target, writeTarget } from './cli-target.ts';
import { plain } from './cli-text.ts';

export type ClaimsExport = Target & {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly format: '837p' | RenderedFormat;
  /** The payer's id in electronic claims; undefined where only one payer has claims that are ready. */
  readonly payerCode: string | undefined;
  /** The number of a file that was made before; undefined makes the claims that are ready. */
  readonly fileNumber: number | undefined;
};

const { 'claims.makeBatch': making, 'claims.render': rendering } = operations;

/** Makes the claims of some days, or takes those of an earlier file, and writes them in a format. */
export async function exportClaims(line: CommandLine, wanted: ClaimsExport): Promise<ExitCode> {
  await checkTarget(wanted);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    if (wanted.fileNumber !== undefined) {
      const batch = await batchOfFile(open, wanted.fileNumber);
      return { ok: true as const, value: await write(line, open, { batch, wanted }) };
    }
    const payerId = await payerOf(open, wanted);
    const { fromOn, toOn } = wanted;
    const started = open.client['claims.makeBatch']({ payerId, fromOn, toOn });
    const made = await runJob(open, line.terminal, started);
    if (!made.ok) return made;
    const { batch } = making.output.parse(made.value);
    return { ok: true as const, value: await write(line, open, { batch, wanted }) };
  });
  return endWithSentences(line, reply, String);
}

async function batchOfFile(open: OpenCore, fileNumber: number): Promise<ClaimBatch> {
  const batches = expectValue(await open.client['claims.listBatches']({ limit: 500 }));
  const batch = batches.find(({ interchangeNumber }) => interchangeNumber === fileNumber);
  if (!batch) throw refused(`There is no file ${fileNumber} of claims here.`);
  return batch;
}

async function payerOf(open: OpenCore, { payerCode, fromOn, toOn }: ClaimsExport): Promise<string> {
  const payers = expectValue(await open.client['payers.list']({}));
  if (payerCode !== undefined) {
    const named = payers.filter((payer) => payer.payerCode === payerCode);
    const [only, another] = named;
    if (!only) throw misused(`No payer has the id ${plain(payerCode)}.`);
    if (another) throw misused(`More than one payer has the id ${plain(payerCode)}.`);
    return only.id;
  }
  const desk = await open.client['claims.desk']({ fromOn, toOn, state: 'ready' });
  const { readyPayers } = expectValue(desk);
  const [only, another] = readyPayers;
  if (!only)
    throw refused('No claim of these days is ready. The billing desk says what is missing.');
  if (another) {
    const codes = readyPayers.map(
      ({ payerId }) => payers.find(({ id }) => id === payerId)?.payerCode,
    );
    throw misused(
      `Several payers have claims that are ready. Choose one with --payer: ${codes.join(', ')}.`,
    );
  }
  return only.payerId;
}

type Writing = { readonly batch: ClaimBatch; readonly wanted: ClaimsExport };

/** Writes the file and answers what it holds, in sentences. */
async function write(
  line: CommandLine,
  open: OpenCore,
  { batch, wanted }: Writing,
): Promise<string> {
  const head = `File ${batch.interchangeNumber}: ${batch.claimCount} claims of ${batch.recordCount} treatments.`;
  if (wanted.format === '837p') {
    await writeTarget(
      wanted,
      expectValue(await open.core.getBytes(open.session, batch.fileDigest)),
    );
    return `${head}\nWritten to ${wanted.path}.`;
  }
  const started = open.client['claims.render']({
    batchId: batch.id,
    format: wanted.format,
    printOffsetId: null,
  });
  const { files, refusedCount } = rendering.output.parse(
    expectValue(await runJob(open, line.terminal, started)),
  );
  const paths = files.map((_, index) =>
    index === 0 ? wanted.path : `${wanted.path}.${index + 1}`,
  );
  for (const [index, { digest }] of files.entries()) {
    const path = paths[index] ?? wanted.path;
    const bytes = expectValue(await open.core.getBytes(open.session, digest));
    await writeTarget({ ...wanted, path }, bytes);
  }
  const left = refusedCount === 0 ? '' : `\n${refusedCount} claims do not fit this format.`;
  return `${head}\nWritten to ${paths.join(', ')}.${left}`;
}
