import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Claim } from '../../shared/billing/claim.ts';
import { claimControlNumber } from '../../shared/billing/number-block.ts';
import { numberedClaim } from '../../shared/claims/numbered-claim.ts';
import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import type { ChunkContext } from '../platform/context.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import { clearAbandoned } from './abandoned-batches.ts';
import type { BatchJob } from './batch-cursor.ts';
import { envelopeOf, putClaimFile } from './claim-file.ts';
import { takeControlNumbers } from './control-numbers.ts';
import { CLAIM_FILE } from './finish-batch.ts';
import { insertClaims, insertUnsealed, listRecords, type NewClaim } from './open-batch.ts';
import { sealBatch } from './seal-batch.ts';

/** A claim that goes out alone, as a batch of one. */
export type SingleClaim = Omit<NewClaim, 'id' | 'position' | 'content'> & {
  /** Before it has its number. */
  readonly claim: Claim;
  readonly payerId: string;
  readonly servedOn: CivilDate;
  readonly organisation: BillingOrganisation;
  readonly timeZone: string;
};

/** Runs the turn that writes a single claim; `write` answers null where the claim cannot be any more. */
export async function inOneTurn(
  job: BatchJob,
  write: (context: ChunkContext) => Promise<string | null>,
): Promise<string | null> {
  await clearAbandoned(job);
  const release = job.files.holdDeletions();
  const written: { batchId: string | null } = { batchId: null };
  try {
    await job.chunk(async (context) => {
      written.batchId = await write(context);
      return { cursor: null, done: 1, total: 1, label: 'Claim' };
    });
  } finally {
    release();
  }
  return written.batchId;
}

/** Gives a claim its number, writes its file and seals the batch. Answers the batch's id. */
export async function writeSingle(
  job: BatchJob,
  single: SingleClaim,
  { tx, now, newId }: ChunkContext,
): Promise<string> {
  const { claim, payerId, servedOn, organisation, timeZone, ...row } = single;
  const [interchangeNumber = 0] = await takeControlNumbers({ tx, newId }, 'interchange', 1);
  const [number = 0] = await takeControlNumbers({ tx, newId }, 'claim', 1);
  const content = numberedClaim(claim, claimControlNumber(number));
  const envelope = envelopeOf(organisation, { interchangeNumber, now, timeZone });
  const file = await putClaimFile(job, oneOf(content), envelope);
  const batchId = newId();
  const stamp = now.toISOString();
  await insertUnsealed(tx, {
    id: batchId,
    fromOn: servedOn,
    toOn: servedOn,
    payerId,
    exportedBy: job.actor.userId,
    exportedAt: stamp,
    interchangeNumber,
  });
  await listRecords(tx, batchId, { recordIds: row.treatmentRecordIds, after: 0 });
  await insertClaims(tx, batchId, [{ ...row, id: newId(), position: 1, content }]);
  await upsertStoredFile(tx, { ...file, ...CLAIM_FILE, storedAt: stamp });
  await sealBatch(tx, { batchId, fileDigest: file.digest, sealedAt: stamp });
  return batchId;
}

async function* oneOf(claim: Claim): AsyncGenerator<Claim, void, undefined> {
  yield claim;
}
