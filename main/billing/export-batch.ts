import { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { failWith, ok, type Result } from '../../shared/base/result.ts';
import type { BillingBatch, billingOperations, ExportForm } from '../../shared/billing/contract.ts';
import { freeAbandoned } from '../claims/actions.ts';
import type { ChunkContext, JobContext, JobStep } from '../platform/context.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import { insertBatch, selectBatch, selectBatchOfRange } from './batch-store.ts';
import { csvFile, csvLine } from './csv-lines.ts';
import {
  type DateRange,
  selectLines,
  selectPreview,
  selectUnexported,
  type StampedRecord,
} from './store.ts';

const LINES_PER_CHUNK = 200;

type Export = (typeof billingOperations)['billing.export'];
type Exported = Result<z.input<Export['output']>, FailuresOf<Export>>;
type ExportJob = JobContext & { readonly actor: Actor };
type DraftedLine = Readonly<Record<ExportForm, string>> & { readonly stamp: string };
type DraftedLines = Map<string, DraftedLine>;

/**
 * What a resumed export needs: whether its batch is made. The lines read so far are not kept, because
 * they are chart content that must not lie about in half-made files; reading them again is quick.
 */
const writtenCursor = z.object({ batchId: z.uuid() });

/**
 * Writes the treatments of a range that no batch holds into one new batch with its two files. Reads
 * in chunks, then compares what it read with what stands in the database in the very transaction that
 * makes the batch; whatever came, went or was corrected in between is read again first.
 */
export async function exportBatch(range: DateRange, job: ExportJob): Promise<Exported> {
  const written = writtenCursor.safeParse(job.cursor);
  if (written.success) return writtenBatch(range, job, written.data.batchId);
  await freeAbandoned(job);
  const drafted: DraftedLines = new Map();
  for (;;) {
    const records = await job.read((db) => selectUnexported(db, range));
    if (records.length === 0) return nothingNew(range, job);
    await draftLines(job, records, drafted);
    const batchId = await writeBatch(job, { range, records, drafted });
    if (batchId !== null) return writtenBatch(range, job, batchId);
  }
}

/** Reads and renders the lines that are missing or out of date in `drafted`. */
async function draftLines(
  job: ExportJob,
  records: readonly StampedRecord[],
  drafted: DraftedLines,
): Promise<void> {
  const pending = records.filter(({ id, stamp }) => drafted.get(id)?.stamp !== stamp);
  for (let start = 0; start < pending.length; start += LINES_PER_CHUNK) {
    const chunk = pending.slice(start, start + LINES_PER_CHUNK);
    await job.chunk(async ({ tx }) => {
      const lines = await selectLines(
        tx,
        chunk.map(({ id }) => id),
      );
      for (const { stamp, line } of lines)
        drafted.set(line.recordId, {
          stamp,
          machine: csvLine('machine', line),
          excel: csvLine('excel', line),
        });
      const done = records.length - pending.length + start + chunk.length;
      return { cursor: null, done, total: records.length, label: 'Treatments' };
    });
  }
}

type Draft = {
  readonly range: DateRange;
  readonly records: readonly StampedRecord[];
  readonly drafted: DraftedLines;
};

/** The batch's id, or null when the database no longer holds exactly what was drafted. */
async function writeBatch(job: ExportJob, draft: Draft): Promise<string | null> {
  const total = draft.records.length;
  const lines = draft.records.flatMap(({ id }) => draft.drafted.get(id) ?? []);
  const files = (['machine', 'excel'] as const).map((form) =>
    csvFile(
      form,
      lines.map((line) => line[form]),
    ),
  );
  let step: JobStep = { cursor: null, done: total, total, label: 'Changed meanwhile' };
  // Until it is committed that they are needed, nobody may take the files for some that are not.
  const release = job.files.holdDeletions();
  try {
    await job.chunk(async (context) => {
      const current = await selectUnexported(context.tx, draft.range);
      if (isAsDrafted(current, draft)) {
        const batchId = await insertWithFiles(job, context, { ...draft, files });
        step = { cursor: { batchId }, done: total, total, label: 'Files' };
      }
      return step;
    });
  } finally {
    release();
  }
  const written = writtenCursor.safeParse(step.cursor);
  return written.success ? written.data.batchId : null;
}

function isAsDrafted(current: readonly StampedRecord[], { records, drafted }: Draft): boolean {
  return (
    current.length === records.length &&
    current.every(
      ({ id, stamp }, index) => id === records[index]?.id && stamp === drafted.get(id)?.stamp,
    )
  );
}

/** The files reach the disk inside the transaction, so that no export leaves files without a batch. */
async function insertWithFiles(
  job: ExportJob,
  { tx, now, newId }: ChunkContext,
  batch: Pick<Draft, 'range' | 'records'> & { readonly files: readonly Uint8Array[] },
): Promise<string> {
  const id = newId();
  const exportedAt = now.toISOString();
  const digests: string[] = [];
  for (const bytes of batch.files) {
    const digest = await job.files.put(bytes);
    await upsertStoredFile(tx, {
      digest,
      byteLength: bytes.byteLength,
      purpose: 'billing-export',
      permission: 'billing.export',
      storedAt: exportedAt,
    });
    digests.push(digest);
  }
  const [machineDigest = '', excelDigest = ''] = digests;
  await insertBatch(tx, {
    id,
    range: batch.range,
    recordIds: batch.records.map((record) => record.id),
    machineDigest,
    excelDigest,
    exportedBy: job.actor.userId,
    exportedAt,
  });
  return id;
}

async function writtenBatch(range: DateRange, job: ExportJob, batchId: string): Promise<Exported> {
  return job.read(async (db) => {
    const batch = await selectBatch(db, batchId);
    if (batch === null) throw new Error('A batch that was just written is not there');
    const { alreadyExportedCount } = await selectPreview(db, range);
    return exported(batch, true, alreadyExportedCount - batch.recordCount);
  });
}

async function nothingNew(range: DateRange, job: ExportJob): Promise<Exported> {
  return job.read(async (db) => {
    const { alreadyExportedCount, waitingCount } = await selectPreview(db, range);
    const batch = await selectBatchOfRange(db, range);
    if (batch !== null) return exported(batch, false, alreadyExportedCount);
    const counts = { alreadyExportedCount, waitingCount };
    return failWith('NothingToExport', nothingToExport(counts), counts);
  });
}

function exported(batch: BillingBatch, isNew: boolean, alreadyExportedCount: number): Exported {
  return ok({ batch, isNew, alreadyExportedCount });
}

function nothingToExport(counts: {
  readonly alreadyExportedCount: number;
  readonly waitingCount: number;
}): string {
  const { alreadyExportedCount, waitingCount } = counts;
  if (waitingCount > 0)
    return `Nothing is ready in these days: ${waitingCount} treatments wait for a signature, and unsigned ones are not billed. Have them signed, then export again.`;
  if (alreadyExportedCount === 0) return 'There are no treatments to bill in these days.';
  return `There is nothing new in these days: all treatments (${alreadyExportedCount}) are in earlier batches.`;
}
