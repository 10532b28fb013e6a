import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, failWith, ok, type Result } from '../../shared/base/result.ts';
import type { Claim } from '../../shared/billing/claim.ts';
import { isLive } from '../../shared/billing/claim-state.ts';
import { problemsOf } from '../../shared/billing/x12/check-claim.ts';
import type { ClaimDetail } from '../../shared/claims/claim-shapes.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import { replacementOf, voidOf } from '../../shared/claims/numbered-claim.ts';
import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import { billingOrganisation } from '../payers/actions.ts';
import { siteTimeZone, todayAtSite } from '../site/actions.ts';
import { assembleFrom, openAssembly } from './assemble.ts';
import type { BatchJob } from './batch-cursor.ts';
import {
  coverageOfClaim,
  insertEvents,
  type NewEvent,
  selectClaim,
  selectClaimBatch,
  selectRecordIds,
} from './claim-store.ts';
import { billOrUsedUp } from './control-numbers.ts';
import { madeBatch } from './made-batch.ts';
import { freeRecords } from './seal-batch.ts';
import { inOneTurn, writeSingle } from './single-claim.ts';

type FollowUp = (typeof claimOperations)['claims.followUp'];
type Wanted = z.output<FollowUp['input']>;
type Made = Result<z.input<FollowUp['output']>, FailuresOf<FollowUp>>;

type Plan = {
  readonly wanted: Wanted;
  readonly original: ClaimDetail;
  readonly payerId: string;
  readonly recordIds: readonly string[];
  readonly claim: Claim;
  readonly coverageId: string | null;
  readonly organisation: BillingOrganisation;
  readonly timeZone: string;
};

/**
 * Replaces a claim (frequency 7) by what its treatments come to now, or voids it (8), naming the payer's
 * number of the original. Both go out as a batch of one claim; a void frees the treatments.
 */
export async function followUp(wanted: Wanted, job: BatchJob): Promise<Made> {
  const planned = await plan(wanted, job);
  if (!planned.ok) return planned;
  return billOrUsedUp(job, async () => {
    const batchId = await writeFollowUp(job, planned.value);
    return batchId === null ? notLive : madeBatch(job, batchId);
  });
}

export const notLive = fail(
  'NotLive',
  'This claim is no longer open: it was rejected, replaced, voided or withdrawn. Bill its treatments anew instead.',
);

async function plan(wanted: Wanted, job: BatchJob): Promise<Result<Plan, FailuresOf<FollowUp>>> {
  return job.read(async (db) => {
    const original = await selectClaim(db, wanted.claimId);
    const batch = original && (await selectClaimBatch(db, original.batchId));
    if (!original || !batch) return fail('UnknownClaim', 'There is no such claim here.');
    if (!isLive(original.state) || original.frequency === '8') return notLive;
    const known = original.events.findLast(({ payerReference }) => payerReference !== null);
    const reference = wanted.originalReference ?? known?.payerReference ?? null;
    if (reference === null)
      return fail(
        'ReferenceNeeded',
        'The payer’s number of this claim is not known. Enter it as the payer’s answer or remittance gives it.',
      );
    const organisation = await billingOrganisation(db);
    if (!organisation) throw new Error('A claim that went out, and nobody bills');
    const recordIds = await selectRecordIds(db, original.id);
    const today = await todayAtSite(db, job.now);
    const rest = { wanted, original, payerId: batch.payerId, recordIds, organisation };
    const timeZone = await siteTimeZone(db);
    if (wanted.frequency === '8') {
      const claim = voidOf(original.content, reference);
      const coverageId = await coverageOfClaim(db, original.id);
      return checked({ ...rest, claim, coverageId, timeZone }, today);
    }
    if (original.content.subscriber.responsibility !== 'P') return notReady([LATER_PAYER]);
    const assembled = await assembleFrom(db, recordIds, await openAssembly(db, today));
    const [only, ...others] = assembled;
    const messages = assembled.flatMap(({ problems }) => problems.map(({ message }) => message));
    if (!only?.claim || messages.length > 0) return notReady(messages);
    if (others.length > 0) return notReady([SEVERAL]);
    const claim = replacementOf(only.claim, reference);
    return checked({ ...rest, claim, coverageId: only.coverageId, timeZone }, today);
  });
}

const LATER_PAYER =
  'What the payer before decided belongs to the claim as it is. Void this claim, and bill the next insurance anew from the claim before.';
const SEVERAL =
  'Its treatments now belong on several claims. Void this claim, and bill the treatments anew.';

function notReady(messages: readonly string[]) {
  const words = `The replacement is not ready: ${messages[0] ?? 'it has no treatments left. Void it instead.'}`;
  return failWith('NotReady', words, { messages: [...messages] });
}

function checked(planned: Plan, today: string) {
  const problems = problemsOf(planned.claim, today);
  return problems.length === 0 ? ok(planned) : notReady(problems.map(({ message }) => message));
}

/** Null where the claim was ended meanwhile. */
function writeFollowUp(job: BatchJob, planned: Plan): Promise<string | null> {
  return inOneTurn(job, async (context) => {
    const { original, recordIds, wanted: _, ...single } = planned;
    const standing = await selectClaim(context.tx, original.id);
    if (!standing || !isLive(standing.state)) return null;
    await freeRecords(context.tx, [original.id]);
    const batchId = await writeSingle(
      job,
      {
        ...single,
        patientId: original.patientId,
        servedOn: original.servedOn,
        originalClaimId: original.id,
        treatmentRecordIds: recordIds,
      },
      context,
    );
    const end = { id: context.newId(), by: job.actor.userId, at: context.now.toISOString() };
    await insertEvents(context.tx, [endOf(planned, end)]);
    return batchId;
  });
}

/** What becomes of the original. */
function endOf(
  { original, wanted, claim }: Plan,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: string },
): NewEvent {
  return {
    id,
    claimId: original.id,
    kind: wanted.frequency === '7' ? 'replaced' : 'voided',
    reasons: [wanted.reason],
    payerReference: claim.originalReference,
    answerDigest: null,
    recordedBy: by,
    recordedAt: at,
  };
}
