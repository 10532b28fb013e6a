export type Verdict999 = 'accepted' | 'acceptedWithErrors' | 'partlyAccepted' | 'rejected';

/** One thing that the receiver found wrong in a transaction set. */
export type Error999 = {
  /** Segment tag as IK301 has it. */
  readonly segment: string;
  /** Which segment of the transaction set, ST being 1; null when the receiver does not say. */
  readonly segmentPosition: number | null;
  readonly loop: string;
  /** Position of the element; null when it is about the whole segment. */
  readonly elementPosition: number | null;
  /** IK304 or IK403. */
  readonly code: string;
  /** Our control number of the claim, when the receiver names it (CTX). */
  readonly claimControlNumber: string | null;
  /** One sentence without a value of the claim in it. */
  readonly words: string;
};

export type Transaction999 = {
  /** ST02 of the set that is answered. */
  readonly controlNumber: string;
  readonly kind: string;
  readonly verdict: Verdict999;
  /** Why the set as a whole was judged so, in words. */
  readonly reasons: readonly string[];
  readonly errors: readonly Error999[];
};

/** The answer to one functional group that was sent. */
export type Acknowledgement999 = {
  /** GS06 of the group that is answered. */
  readonly groupControlNumber: string;
  /** GS01 of it: HC for claims. */
  readonly groupKind: string;
  readonly verdict: Verdict999;
  readonly reasons: readonly string[];
  /** Transaction sets that the group had, that came, and that were accepted. */
  readonly counts: {
    readonly included: number;
    readonly received: number;
    readonly accepted: number;
  };
  /** A receiver may leave out those without errors: ask `verdictOf999`. */
  readonly transactions: readonly Transaction999[];
};

/** How a transaction set that was sent was judged, though a receiver may not name those without errors. */
export function verdictOf999(
  acknowledgement: Acknowledgement999,
  transactionControlNumber: string,
): Verdict999 {
  const named = acknowledgement.transactions.find(
    ({ controlNumber }) => controlNumber === transactionControlNumber,
  );
  if (named) return named.verdict;
  return acknowledgement.verdict === 'partlyAccepted' ? 'accepted' : acknowledgement.verdict;
}
