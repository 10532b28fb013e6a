import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, failWith, ok, type Result } from '../../shared/base/result.ts';
import { isLive } from '../../shared/billing/claim-state.ts';
import { problemsOf } from '../../shared/billing/x12/check-claim.ts';
import { MEDICARE_FILING_CODES } from '../../shared/billing/x12/claim-loops.ts';
import { claimPayerOf, insuredOf } from '../../shared/claims/claim-parties.ts';
import type { ClaimDetail, ClaimShown } from '../../shared/claims/claim-shapes.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import { nextClaimOf } from '../../shared/claims/next-claim.ts';
import type { Coverage } from '../../shared/payers/coverage.ts';
import { findPatient } from '../patients/actions.ts';
import { billingOrganisation, coveragesOn, findPayer } from '../payers/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { siteTimeZone, todayAtSite } from '../site/actions.ts';
import type { BatchJob } from './batch-cursor.ts';
import { selectClaim } from './claim-store.ts';
import { notLive } from './follow-up.ts';
import { billOrUsedUp } from './control-numbers.ts';
import { madeBatch } from './made-batch.ts';
import { selectLaterClaims } from './next-store.ts';
import { inOneTurn, type SingleClaim, writeSingle } from './single-claim.ts';

type BillNext = (typeof claimOperations)['claims.billNext'];
type Wanted = z.output<BillNext['input']>;
type Made = Result<z.input<BillNext['output']>, FailuresOf<BillNext>>;

const TURNS = { P: 1, S: 2, T: 3 } as const;

/** The insurances of a claim's patient whose turn on the day of service is after the one that was billed. */
async function coveragesAfter(
  db: ReadonlyDb,
  { patientId, servedOn, content }: ClaimDetail,
): Promise<readonly Coverage[]> {
  const all = await coveragesOn(db, patientId, servedOn);
  return all.filter(({ priority }) => priority > TURNS[content.subscriber.responsibility]);
}

/** A claim with whom to bill after it, and what went to them. */
export async function showClaim(db: ReadonlyDb, claim: ClaimDetail): Promise<ClaimShown> {
  const coverages = await coveragesAfter(db, claim);
  return {
    ...claim,
    nextCoverages: coverages.map(({ id, payerName, memberId, filingCode }) => ({
      id,
      label: `${payerName} – ${memberId}`,
      isMedicare: MEDICARE_FILING_CODES.includes(filingCode),
    })),
    laterClaims: await selectLaterClaims(db, claim.id),
  };
}

/**
 * Bills the insurance whose turn is next: a batch of one claim that says what the payer before decided. The
 * claim that was decided goes on holding the treatments.
 */
export async function billNext(wanted: Wanted, job: BatchJob): Promise<Made> {
  const planned = await job.read((db) => plan(db, wanted, job.now));
  if (!planned.ok) return planned;
  return billOrUsedUp(job, async () => {
    const batchId = await inOneTurn(job, async (context) => {
      const isOpen = await stillOpen(context.tx, wanted.claimId);
      return isOpen.ok ? writeSingle(job, planned.value, context) : null;
    });
    return batchId === null ? alreadyNext : madeBatch(job, batchId);
  });
}

const alreadyNext = fail(
  'AlreadyBilled',
  'A claim to the next insurance is out already. Void or withdraw that one first.',
);

/** The claim, where it can lead to the next payer. */
async function stillOpen(db: ReadonlyDb, claimId: string) {
  const claim = await selectClaim(db, claimId);
  if (!claim) return fail('UnknownClaim', 'There is no such claim here.');
  if (!isLive(claim.state) || claim.frequency === '8') return notLive;
  const later = await selectLaterClaims(db, claimId);
  return later.some(({ state }) => isLive(state)) ? alreadyNext : ok(claim);
}

async function plan(
  db: ReadonlyDb,
  wanted: Wanted,
  now: Date,
): Promise<Result<SingleClaim, FailuresOf<BillNext>>> {
  const open = await stillOpen(db, wanted.claimId);
  if (!open.ok) return open;
  const prior = open.value;
  const coverages = await coveragesAfter(db, prior);
  const coverage = coverages.find(({ id }) => id === wanted.coverageId);
  if (!coverage) return notChoosable('coverageId');
  const lineIds = new Set(prior.content.lines.map(({ id }) => id));
  const named = wanted.decision.lines.map(({ lineId }) => lineId);
  if (new Set(named).size < named.length || named.some((id) => !lineIds.has(id)))
    return notChoosable('decision.lines');
  const patient = await findPatient(db, prior.patientId);
  const payer = await findPayer(db, coverage.payerId);
  const organisation = await billingOrganisation(db);
  if (!patient || !payer || !organisation) throw new Error('A claim went out of nobody, to nobody');
  const { subscriber, dependent } = insuredOf(
    { ...patient, last: patient.lastName, first: patient.firstName },
    coverage,
  );
  const { medicareSecondaryReason } = wanted;
  const claim = nextClaimOf(prior.content, wanted.decision, {
    payer: claimPayerOf(payer),
    subscriber: { ...subscriber, medicareSecondaryReason },
    dependent,
  });
  const problems = problemsOf(claim, await todayAtSite(db, now));
  const messages = problems.map(({ message }) => message);
  const [first] = messages;
  if (first !== undefined) return failWith('NotReady', first, { messages });
  return ok({
    claim,
    payerId: payer.id,
    patientId: prior.patientId,
    servedOn: prior.servedOn,
    coverageId: coverage.id,
    originalClaimId: null,
    priorClaimId: prior.id,
    treatmentRecordIds: [],
    organisation,
    timeZone: await siteTimeZone(db),
  });
}

const notChoosable = (field: string) =>
  failWith('NotChoosable', 'It cannot be chosen for this claim any more. Look at it again.', {
    field,
  });
