import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import { claimsOf, envelopeOf, putClaimFile } from './claim-file.ts';
import type { BatchCursor, BatchJob } from './batch-cursor.ts';
import { deleteClaims, sealBatch, staleClaims } from './seal-batch.ts';

/** What reading a claim file asks for. */
export const CLAIM_FILE = { purpose: 'claim-file', permission: 'billing.export' } as const;

type Of = { readonly organisation: BillingOrganisation | null; readonly timeZone: string };

/**
 * Writes the file of a batch and seals it. Claims whose treatments were changed meanwhile are taken out
 * first; where one is changed while the file is written nothing is sealed yet, and it is done anew.
 */
export async function finishBatch(
  job: BatchJob,
  written: BatchCursor,
  { organisation, timeZone }: Of,
): Promise<BatchCursor> {
  if (organisation === null) throw new Error('A batch that nobody bills');
  const cursor = await withoutStale(job, written);
  const { batchId, total } = cursor;
  if (cursor.position === 0) return cursor;
  const interchangeNumber = await interchangeNumberOf(job, batchId);
  const release = job.files.holdDeletions();
  try {
    const file = await putClaimFile(
      job,
      claimsOf(job, batchId),
      envelopeOf(organisation, { interchangeNumber, now: job.now, timeZone }),
    );
    let next = cursor;
    await job.chunk(async ({ tx, now }) => {
      const [stale] = await staleClaims(tx, batchId, 1);
      if (stale === undefined) {
        const storedAt = now.toISOString();
        await upsertStoredFile(tx, { ...file, ...CLAIM_FILE, storedAt });
        await sealBatch(tx, { batchId, fileDigest: file.digest, sealedAt: storedAt });
        next = { ...cursor, isSealed: true };
      }
      return { cursor: next, done: total, total, label: 'File' };
    });
    return next;
  } finally {
    release();
  }
}

/** Claims taken out in one short turn. */
const STALE_AT_ONCE = 100;

async function withoutStale(job: BatchJob, written: BatchCursor): Promise<BatchCursor> {
  const { batchId, total } = written;
  const at = { cursor: written, isWhole: false };
  while (!at.isWhole)
    await job.chunk(async ({ tx }) => {
      const stale = await staleClaims(tx, batchId, STALE_AT_ONCE);
      at.isWhole = stale.length === 0;
      if (!at.isWhole) {
        await deleteClaims(tx, batchId, stale);
        at.cursor = { ...at.cursor, position: await claimCountOf(tx, batchId) };
      }
      return { cursor: at.cursor, done: total, total, label: 'Claims' };
    });
  return at.cursor;
}

async function interchangeNumberOf(job: BatchJob, batchId: string): Promise<number> {
  const row = await job.read((db) =>
    db
      .selectFrom('billingBatches')
      .select('interchangeNumber')
      .where('id', '=', batchId)
      .executeTakeFirstOrThrow(),
  );
  return row.interchangeNumber ?? 0;
}

async function claimCountOf(
  tx: Parameters<typeof staleClaims>[0],
  batchId: string,
): Promise<number> {
  const { count } = await tx
    .selectFrom('claims')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('batchId', '=', batchId)
    .executeTakeFirstOrThrow();
  return count;
}
