import { type Claim, totalCentsOf } from '../claim.ts';
import { problemsOf } from './check-claim.ts';
import { problemsOfEnvelope } from './check-envelope.ts';
import type { ClaimProblem } from './claim-problem.ts';
import {
  batchReferenceOf,
  closingOf,
  type Envelope837P,
  headerOf,
  openingOf,
  transactionNumberOf,
} from './envelope.ts';
import { type Hierarchy, newHierarchy, segmentsOfClaim } from './hierarchy.ts';
import { segmentOf } from './segment.ts';

/** Claims in one transaction set; a file has as many sets as it needs. */
export const CLAIMS_PER_TRANSACTION = 5000;

/** A file that cannot be written. What was yielded before is no file: throw it away. */
export class Unsendable837P extends Error {
  /** The claim's own number; null when it is about the file. */
  readonly controlNumber: string | null;
  readonly problems: readonly Pick<ClaimProblem, 'field' | 'message'>[];

  constructor(controlNumber: string | null, problems: Unsendable837P['problems']) {
    const what = controlNumber === null ? 'The 837P file' : `Claim ${controlNumber}`;
    super(`${what} cannot be written: ${problems[0]?.message ?? 'it has no claims.'}`);
    this.name = 'Unsendable837P';
    this.controlNumber = controlNumber;
    this.problems = problems;
  }
}

/** One ST to SE: a 999 answers for it by its control number, a 277CA by its batch reference. */
export type WrittenTransaction = {
  readonly controlNumber: string;
  readonly batchReference: string;
  readonly claims: number;
};

export type Written837P = {
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: number;
  /** In the order of the claims, 5000 in each but the last. */
  readonly transactions: readonly WrittenTransaction[];
};

/** The transaction set that is being written. */
type OpenTransaction = {
  readonly index: number;
  readonly tree: Hierarchy;
  claims: number;
  segments: number;
};

function trailerOf(envelope: Envelope837P, { index, segments }: OpenTransaction): string {
  return segmentOf('SE', String(segments + 1), transactionNumberOf(envelope, index));
}

function writtenOf(envelope: Envelope837P, { index, claims }: OpenTransaction): WrittenTransaction {
  return {
    controlNumber: transactionNumberOf(envelope, index),
    batchReference: batchReferenceOf(envelope, index),
    claims,
  };
}

function claimTextOf(claim: Claim, envelope: Envelope837P, open: OpenTransaction): string {
  const problems = problemsOf(claim, envelope.madeAt.date);
  if (problems.length > 0) throw new Unsendable837P(claim.controlNumber, problems);
  const segments = segmentsOfClaim(claim, open.tree, envelope.submitter.phone);
  open.claims += 1;
  open.segments += segments.length;
  return segments.join('');
}

/**
 * Writes claims as one 837P interchange (005010X222A1), a chunk of text per claim: memory does not
 * grow with their number. Claims that follow each other and share the billing provider, the
 * subscriber and the patient share those loops, so hand them in sorted that way.
 *
 * Throws `Unsendable837P` on the first claim that has a problem, on a faulty envelope, and when
 * there are no claims; the caller checks claims with `problemsOf` before, and keeps no half file.
 */
export async function* write837P(
  claims: AsyncIterable<Claim> | Iterable<Claim>,
  envelope: Envelope837P,
): AsyncGenerator<string, Written837P, undefined> {
  const problems = problemsOfEnvelope(envelope);
  if (problems.length > 0) throw new Unsendable837P(null, problems);
  const totals = { claims: 0, lines: 0, chargeCents: 0 };
  const transactions: WrittenTransaction[] = [];
  let open: OpenTransaction | null = null;
  for await (const claim of claims) {
    if (open?.claims === CLAIMS_PER_TRANSACTION) {
      transactions.push(writtenOf(envelope, open));
      yield trailerOf(envelope, open);
      open = null;
    }
    if (open === null) {
      const index = transactions.length;
      const header = headerOf(envelope, index);
      open = { index, tree: newHierarchy(), claims: 0, segments: header.length };
      yield (index === 0 ? openingOf(envelope) : '') + header.join('');
    }
    yield claimTextOf(claim, envelope, open);
    totals.claims += 1;
    totals.lines += claim.lines.length;
    totals.chargeCents += totalCentsOf(claim);
  }
  if (open === null) throw new Unsendable837P(null, []);
  transactions.push(writtenOf(envelope, open));
  yield trailerOf(envelope, open) + closingOf(envelope, transactions.length);
  return { ...totals, transactions };
}
