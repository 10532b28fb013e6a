import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, failWith, ok, type Result } from '../../shared/base/result.ts';
import { CLAIMS_PER_TRANSACTION } from '../../shared/billing/x12/write-837p.ts';
import { type AnswerMoves, type ClaimMove, readAnswer } from '../../shared/claims/answer-moves.ts';
import type { AnswerReport } from '../../shared/claims/answer-report.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import type { ChunkContext } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { naturalId } from '../platform/natural-id.ts';
import { clearAbandoned } from './abandoned-batches.ts';
import type { BatchJob } from './batch-cursor.ts';
import { claimsOfSet, contradictedAmong, findByNumbers, holdAgain } from './answer-store.ts';
import { insertEvents } from './claim-store.ts';
import { freeRecords } from './seal-batch.ts';

type ReadAnswer = (typeof claimOperations)['claims.readAnswer'];
type Wanted = z.output<ReadAnswer['input']>;
type Read = Result<AnswerReport, FailuresOf<ReadAnswer>>;

const CLAIMS_AT_ONCE = 200;
/** A 277CA of a full file has about a quarter of this. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Reads what a payer answered and moves the claims it names. Reading it again changes nothing. */
export async function takeAnswer({ file }: Wanted, job: BatchJob): Promise<Read> {
  const bytes = await job.files.get(file.digest);
  if (bytes === null)
    return fail('MissingFile', 'The file is not stored on this computer. Choose it again.');
  if (bytes.byteLength > MAX_BYTES) return unreadable('The file is larger than 32 MB.');
  const moves = readAnswer(new TextDecoder('latin1').decode(bytes));
  if (!moves.ok) return unreadable(moves.failure.message);
  const claims = [...moves.value.claims, ...(await movesOfSets(job, moves.value))];
  const report: Writable = {
    kind: moves.value.kind,
    acknowledged: 0,
    rejected: 0,
    unchanged: 0,
    unknown: 0,
    contradicted: [],
    rejectedClaims: [],
    notes: [...moves.value.notes],
  };
  await clearAbandoned(job);
  for (let at = 0; at < claims.length; at += CLAIMS_AT_ONCE)
    await job.chunk(async (context) => {
      const some = claims.slice(at, at + CLAIMS_AT_ONCE);
      await take(context, some, { report, digest: file.digest, userId: job.actor.userId });
      return {
        cursor: null,
        done: Math.min(at + CLAIMS_AT_ONCE, claims.length),
        total: claims.length,
        label: 'Claims',
      };
    });
  return ok(report);
}

type Writable = { -readonly [Key in keyof AnswerReport]: AnswerReport[Key] };

function unreadable(reason: string) {
  return failWith('UnreadableFile', reason, { reason });
}

/** Every claim of the sets that were turned away. */
async function movesOfSets(job: BatchJob, { sets }: AnswerMoves): Promise<readonly ClaimMove[]> {
  const moves: ClaimMove[] = [];
  for (const { interchangeNumber, index, reasons } of sets) {
    const numbers = await job.read((db) =>
      claimsOfSet(db, interchangeNumber, {
        offset: index * CLAIMS_PER_TRANSACTION,
        limit: CLAIMS_PER_TRANSACTION,
      }),
    );
    for (const controlNumber of numbers)
      moves.push({ controlNumber, kind: 'rejected', reasons, payerReference: null });
  }
  return moves;
}

type Into = { readonly report: Writable; readonly digest: string; readonly userId: string };

async function take(
  { tx, now }: ChunkContext,
  moves: readonly ClaimMove[],
  { report, digest, userId }: Into,
): Promise<void> {
  const ids = await findByNumbers(
    tx,
    moves.map(({ controlNumber }) => controlNumber),
  );
  const known = moves.flatMap((move) => {
    const claimId = ids.get(move.controlNumber);
    return claimId === undefined ? [] : [{ ...move, claimId }];
  });
  report.unknown += moves.length - known.length;
  const added = new Set(
    await insertEvents(
      tx,
      known.map(({ claimId, kind, reasons, payerReference }) => ({
        id: naturalId('claim_events', claimId, digest, kind),
        claimId,
        kind,
        reasons,
        payerReference,
        answerDigest: digest,
        recordedBy: userId,
        recordedAt: now.toISOString(),
      })),
    ),
  );
  const moved = known.filter(({ claimId }) => added.has(claimId));
  report.unchanged += known.length - moved.length;
  await settle(tx, moved, report);
}

type Moved = ClaimMove & { readonly claimId: string };

/** Frees what was rejected, holds what was taken after all, and tells of both. */
async function settle(tx: Tx, moved: readonly Moved[], report: Writable): Promise<void> {
  const rejected = moved.filter(({ kind }) => kind === 'rejected');
  const accepted = moved.filter(({ kind }) => kind === 'acknowledged');
  await freeRecords(
    tx,
    rejected.map(({ claimId }) => claimId),
  );
  const acceptedIds = accepted.map(({ claimId }) => claimId);
  const contradicted = new Set(await contradictedAmong(tx, acceptedIds));
  await holdAgain(
    tx,
    acceptedIds.filter((id) => !contradicted.has(id)),
  );
  report.rejected += rejected.length;
  report.acknowledged += accepted.length;
  report.rejectedClaims.push(
    ...rejected.map(({ claimId, controlNumber, reasons }) => ({
      claimId,
      controlNumber,
      reasons: [...reasons],
    })),
  );
  report.contradicted.push(
    ...accepted
      .filter(({ claimId }) => contradicted.has(claimId))
      .map(({ claimId, controlNumber }) => ({ claimId, controlNumber })),
  );
}
