/** What happened to a claim after it was made, in the order of happening. */
export type ClaimEvent =
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'rejected' }
  /** A later claim took its place (frequency 7). */
  | { readonly kind: 'replaced' }
  /** A later claim took it back (frequency 8). */
  | { readonly kind: 'voided' }
  /** It never went to the payer. */
  | { readonly kind: 'withdrawn' };

export const claimStates = [
  'inBatch',
  'acknowledged',
  'rejected',
  'replaced',
  'voided',
  'withdrawn',
] as const;
export type ClaimState = (typeof claimStates)[number];

const ENDINGS: ReadonlySet<string> = new Set(['replaced', 'voided', 'withdrawn']);

/**
 * Where a claim stands. Replaced, voided and withdrawn are the end of it, whatever a payer answers afterwards; of
 * its answers the last counts, because a payer first takes a file in and then looks at its claims.
 */
export function claimStateOf(events: readonly ClaimEvent[]): ClaimState {
  const ended = events.find(({ kind }) => ENDINGS.has(kind));
  return (ended ?? events.at(-1))?.kind ?? 'inBatch';
}

/** True while a claim holds its treatments, so that no other may bill them. */
export const isLive = (state: ClaimState): boolean =>
  state === 'inBatch' || state === 'acknowledged';

export const deskStates = [
  'notReady',
  'ready',
  'inBatch',
  'acknowledged',
  'rejected',
  'billedOutside',
  'notBillable',
] as const;
export type DeskState = (typeof deskStates)[number];

/** What a biller said of a treatment; `cleared` takes the word before it back. */
export type BillingMark = 'billedOutside' | 'notBillable' | 'cleared';

export type DeskFacts = {
  /** The claims that the treatment went out in, the oldest first, without those that void another. */
  readonly claims: readonly ClaimState[];
  /** The last thing that was said of it; null where nothing was. */
  readonly mark: BillingMark | null;
  /** Somebody has said after the last rejection that it may be billed again. */
  readonly isClearedSince: boolean;
  /** True when nothing is missing. */
  readonly isComplete: boolean;
};

/**
 * In which list of the billing desk a treatment stands: in exactly one. The desk asks the database, in
 * main/claims/desk-store.ts, and is held against this.
 */
export function deskStateOf(facts: DeskFacts): DeskState {
  const { claims, mark, isClearedSince, isComplete } = facts;
  const live = claims.findLast(isLive);
  if (live === 'inBatch' || live === 'acknowledged') return live;
  if (mark === 'billedOutside' || mark === 'notBillable') return mark;
  if (claims.at(-1) === 'rejected' && !isClearedSince) return 'rejected';
  return isComplete ? 'ready' : 'notReady';
}
