import { type Agreement, compareFacts, type MatchFacts } from './match-facts.ts';
import { LIKELY_BITS, matchBits } from './match-weights.ts';
import { matchReasons } from './match-words.ts';

export type Match = {
  readonly agreement: Agreement;
  /** How much speaks for one person: see `matchBits`. */
  readonly bits: number;
  readonly isLikely: boolean;
  readonly reasons: readonly string[];
};

/** Compares two registrations; whichever comes first, the answer is the same. */
export function matchPatients(one: MatchFacts, other: MatchFacts): Match {
  const agreement = compareFacts(one, other);
  const bits = matchBits(agreement);
  return { agreement, bits, isLikely: bits >= LIKELY_BITS, reasons: matchReasons(agreement) };
}

/**
 * True where MRN, or birth date and name, are the same: plain enough that another program's message does not
 * register the person once more. What is merely likely is registered, and stands in the queue.
 */
export function isPlainMatch({ mrn, birthOn, lastName, firstName }: Agreement): boolean {
  if (mrn === 'same') return true;
  const isNamed = lastName === 'same' && (firstName === 'same' || firstName === 'part');
  return isNamed && birthOn === 'same';
}

/** The agreement on one line, as it is kept beside "not the same person": the same text, nothing new. */
export function agreementText(agreement: Agreement): string {
  return Object.entries(agreement)
    .map(([fact, level]) => `${fact}=${level}`)
    .toSorted()
    .join(';');
}
