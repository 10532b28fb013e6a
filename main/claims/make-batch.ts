import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, failWith, type Result } from '../../shared/base/result.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import { findPayer } from '../payers/actions.ts';
import { siteTimeZone, todayAtSite } from '../site/actions.ts';
import { clearAbandoned, deleteUnsealed } from './abandoned-batches.ts';
import { type Assembly, openAssembly } from './assemble.ts';
import { type BatchCursor, batchCursor, type BatchJob } from './batch-cursor.ts';
import { billOrUsedUp, takeControlNumbers } from './control-numbers.ts';
import { finishBatch } from './finish-batch.ts';
import { madeBatch } from './made-batch.ts';
import { listCandidates } from './list-candidates.ts';
import { insertUnsealed } from './open-batch.ts';
import { writePortion } from './write-portion.ts';

type MakeBatch = (typeof claimOperations)['claims.makeBatch'];
type Wanted = z.output<MakeBatch['input']>;
type Made = Result<z.input<MakeBatch['output']>, FailuresOf<MakeBatch>>;

/**
 * Makes every ready claim of a payer and some days into one batch with its 837P file. Claims are written
 * portion by portion into a batch that nobody sees yet; sealing it, in one turn, compares what they say
 * with the records as they stand then. What is given up half-way leaves nothing that counts.
 */
export async function makeBatch(wanted: Wanted, job: BatchJob): Promise<Made> {
  const payer = await job.read((db) => findPayer(db, wanted.payerId));
  if (!payer) return fail('UnknownPayer', 'There is no such payer any more. Choose another.');
  const at: { cursor: BatchCursor | null } = { cursor: await resumed(job) };
  return billOrUsedUp(job, () => billAll(wanted, job, at), {
    most: () => at.cursor?.total ?? 0,
    clear: async () => {
      if (at.cursor) await deleteUnsealed(job, at.cursor.batchId);
    },
  });
}

async function billAll(
  wanted: Wanted,
  job: BatchJob,
  at: { cursor: BatchCursor | null },
): Promise<Made> {
  let cursor = (at.cursor ??= await begin(wanted, job));
  cursor = at.cursor = await listCandidates(job, cursor, wanted);
  const today = await job.read((db) => todayAtSite(db, job.now));
  const assembly = await job.read((db) => openAssembly(db, today));
  for (;;) {
    cursor = await writeAll(job, cursor, { assembly, payerId: wanted.payerId });
    if (cursor.position === 0) return nothingReady(job, cursor);
    if (cursor.isSealed) return madeBatch(job, cursor.batchId);
    cursor = await finishBatch(job, cursor, {
      organisation: assembly.terms.organisation,
      timeZone: await job.read(siteTimeZone),
    });
  }
}

/** Where an earlier run stopped; null where its batch is gone, or there was none. */
async function resumed(job: BatchJob): Promise<BatchCursor | null> {
  const read = batchCursor.safeParse(job.cursor);
  if (!read.success) return null;
  const { batchId } = read.data;
  const isThere = await job.read((db) =>
    db.selectFrom('billingBatches').select('id').where('id', '=', batchId).executeTakeFirst(),
  );
  return isThere ? read.data : null;
}

const nothingYet = {
  listedTo: null,
  isListed: false,
  total: 0,
  after: 0,
  position: 0,
  notReady: 0,
  isSealed: false,
} as const;

async function begin(wanted: Wanted, job: BatchJob): Promise<BatchCursor> {
  await clearAbandoned(job);
  const begun: { cursor: BatchCursor | null } = { cursor: null };
  await job.chunk(async ({ tx, now, newId }) => {
    const [interchangeNumber = 0] = await takeControlNumbers({ tx, newId }, 'interchange', 1);
    const batchId = newId();
    await insertUnsealed(tx, {
      ...wanted,
      id: batchId,
      exportedBy: job.actor.userId,
      exportedAt: now.toISOString(),
      interchangeNumber,
    });
    begun.cursor = { ...nothingYet, batchId };
    return { cursor: begun.cursor, done: 0, total: 0, label: 'Treatments' };
  });
  if (begun.cursor === null) throw new Error('A chunk that did not run');
  return begun.cursor;
}

async function writeAll(
  job: BatchJob,
  start: BatchCursor,
  of: { readonly assembly: Assembly; readonly payerId: string },
): Promise<BatchCursor> {
  const at = { cursor: start, isThrough: start.isSealed };
  while (!at.isThrough)
    await job.chunk(async (context) => {
      const portion = await writePortion(context, at.cursor, of);
      at.isThrough = portion === null;
      at.cursor = portion ?? at.cursor;
      const { cursor } = at;
      return { cursor, done: cursor.after, total: cursor.total, label: 'Claims' };
    });
  return at.cursor;
}

async function nothingReady(job: BatchJob, { batchId, notReady }: BatchCursor) {
  await deleteUnsealed(job, batchId);
  const words =
    notReady === 0
      ? 'Nothing is ready for this payer in these days.'
      : `Nothing is ready for this payer in these days: ${notReady} treatments lack something. The desk says what.`;
  return failWith('NothingReady', words, { notReadyCount: notReady });
}
