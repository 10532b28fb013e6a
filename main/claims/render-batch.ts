import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, failWith, ok, type Result } from '../../shared/base/result.ts';
import type { Claim } from '../../shared/billing/claim.ts';
import { paperOf } from '../../shared/billing/cms1500/paper-claim.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import { MOST_REFUSED_CLAIMS, type RenderedClaims } from '../../shared/claims/rendered-claims.ts';
import { hl7Instant } from '../../shared/exchange/hl7/instant.ts';
import {
  dftRefusal,
  type Hl7Envelope,
  writeDftMessage,
} from '../../shared/exchange/hl7/write-dft.ts';
import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import { printedClaims, shiftOfPrinter } from '../billing-paper/actions.ts';
import { noteSentFile, outboxFolder, writeIntoOutbox } from '../exchange/hl7/actions.ts';
import { billingOrganisation } from '../payers/actions.ts';
import { TargetRefused } from '../platform/target-file.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import { todayAtSite } from '../site/actions.ts';
import type { BatchJob } from './batch-cursor.ts';
import { claimsOf, inPieces } from './claim-file.ts';
import { selectClaimBatch } from './claim-store.ts';
import { CLAIM_FILE } from './finish-batch.ts';

type Render = (typeof claimOperations)['claims.render'];
type Wanted = z.output<Render['input']>;
type Rendered = Result<RenderedClaims, FailuresOf<Render>>;
type File = RenderedClaims['files'][number];

/** What a writer of one format is given, and what it tells back. */
type Writing = {
  readonly claims: AsyncIterable<Claim>;
  readonly refuse: (controlNumber: string, messages: readonly string[]) => void;
  readonly put: (pieces: AsyncIterable<Uint8Array>, pageCount: number) => Promise<void>;
};

/** Writes the claims of a batch on paper or as HL7 charges, page by page: memory does not grow with them. */
export async function renderBatch(wanted: Wanted, job: BatchJob): Promise<Rendered> {
  const batch = await job.read((db) => selectClaimBatch(db, wanted.batchId));
  if (!batch) return fail('UnknownBatch', 'There is no such batch on this computer.');
  const shift = await job.read((db) => shiftOfPrinter(db, wanted.printOffsetId));
  if (!shift) return fail('UnknownPrinter', 'There are no offsets for this printer any more.');
  const organisation = await job.read(billingOrganisation);
  if (!organisation) throw new Error('A batch that nobody bills');
  const files: File[] = [];
  const refused: { controlNumber: string; messages: string[] }[] = [];
  const release = job.files.holdDeletions();
  try {
    let done = 0;
    const step = { cursor: null, total: batch.claimCount, label: 'Claims' };
    const writing: Writing = {
      claims: claimsOf(job, wanted.batchId, async (count) => {
        done += count;
        await job.chunk(async () => ({ ...step, done }));
      }),
      refuse: (controlNumber, messages) => refused.push({ controlNumber, messages: [...messages] }),
      async put(pieces, pageCount) {
        files.push({ ...(await job.files.putStream(pieces)), pageCount });
      },
    };
    let outboxFile: string | null = null;
    if (wanted.format === 'hl7') {
      const envelope = chargeEnvelope(organisation, job.now);
      await writeCharges(writing, envelope);
      outboxFile = await sendCharges(job, batch, envelope);
    } else await writeForms(writing, job, { shift, isPreview: wanted.format === 'cms1500Preview' });
    const some = refused.slice(0, MOST_REFUSED_CLAIMS);
    if (refused.length === batch.claimCount)
      return failWith(
        'NothingToWrite',
        `No claim of this batch fits the format. ${firstOf(some)}`,
        {
          refused: some,
        },
      );
    await keepFiles(job, files, batch.claimCount);
    const claimCount = batch.claimCount - refused.length;
    return ok({ files, outboxFile, claimCount, refusedCount: refused.length, refused: some });
  } finally {
    release();
  }
}

const firstOf = (refused: RenderedClaims['refused']): string => refused[0]?.messages[0] ?? '';

async function keepFiles(job: BatchJob, files: readonly File[], total: number): Promise<void> {
  await job.chunk(async ({ tx, now }) => {
    for (const { digest, byteLength } of files)
      await upsertStoredFile(tx, {
        digest,
        byteLength,
        ...CLAIM_FILE,
        storedAt: now.toISOString(),
      });
    return { cursor: null, done: total, total, label: 'Files' };
  });
}

async function writeForms(
  { claims, refuse, put }: Writing,
  job: BatchJob,
  {
    shift,
    isPreview,
  }: { readonly shift: { rightUm: number; downUm: number }; readonly isPreview: boolean },
): Promise<void> {
  const print = {
    claims,
    paperOf,
    today: await job.read((db) => todayAtSite(db, job.now)),
    form: isPreview ? ('preview' as const) : ('overlay' as const),
    shift,
    madeAt: job.now,
  };
  const refused = ({
    controlNumber,
    problems,
  }: {
    controlNumber: string;
    problems: readonly { message: string }[];
  }) =>
    refuse(
      controlNumber,
      problems.map(({ message }) => message),
    );
  for await (const { bytes, pageCount } of printedClaims(print, refused))
    await put(once(bytes), pageCount);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Who sends charges to whom: the billing organisation, which also gives the record numbers. */
function chargeEnvelope(organisation: BillingOrganisation, now: Date): Hl7Envelope {
  return {
    sendingApplication: 'CARETRAIL',
    sendingFacility: organisation.name,
    receivingApplication: organisation.receiverName,
    receivingFacility: organisation.receiverName,
    sentAt: hl7Instant(now),
    processing: organisation.sendsTests ? 'T' : 'P',
    assigningAuthority: organisation.name,
  };
}

/** The charges of claims one by one; what cannot be sent as a charge is refused. */
async function* chargesOf(
  claims: AsyncIterable<Claim>,
  envelope: Hl7Envelope,
  refuse: Writing['refuse'],
): AsyncGenerator<string> {
  for await (const claim of claims) {
    const refusal = dftRefusal(claim);
    if (refusal === null) yield writeDftMessage(claim, envelope);
    else refuse(claim.controlNumber, [refusal]);
  }
}

async function writeCharges(
  { claims, refuse, put }: Writing,
  envelope: Hl7Envelope,
): Promise<void> {
  await put(inPieces(chargesOf(claims, envelope, refuse)), 0);
}

/** Puts the charges into the outbox, where this computer has one; a batch goes there once. */
async function sendCharges(
  job: BatchJob,
  batch: { readonly id: string; readonly interchangeNumber: number; readonly claimCount: number },
  envelope: Hl7Envelope,
): Promise<string | null> {
  const folder = await job.read(outboxFolder);
  if (folder === null) return null;
  const fileName = `dft-${String(batch.interchangeNumber).padStart(9, '0')}.hl7`;
  const sent = await writeIntoOutbox(
    folder,
    fileName,
    chargesOf(claimsOf(job, batch.id), envelope, () => undefined),
  ).catch((error: unknown) => {
    if (error instanceof TargetRefused) return null;
    throw error;
  });
  if (sent === null) return null;
  const { messages } = sent;
  await job.chunk(async ({ tx, now, newId }) => {
    await noteSentFile(tx, { id: newId(), fileName, at: now.toISOString(), messages });
    const total = batch.claimCount;
    return { cursor: null, done: total, total, label: 'Outbox' };
  });
  return fileName;
}
