import type { Moved, MovementKind } from './movement.ts';

/** Where everything that came in is now, counted in one measure: pieces, or mm². All but `onHand` are 0 or more in a sound ledger. */
export type Account = {
  readonly received: number;
  readonly adjustedIn: number;
  readonly transferredIn: number;
  readonly onHand: number;
  readonly applied: number;
  readonly discarded: number;
  readonly returned: number;
  readonly expired: number;
  readonly transferredOut: number;
  readonly adjustedOut: number;
};

export type Measure = 'pieces' | 'areaMm2';

type Amounts = readonly { readonly kind: MovementKind; readonly amount: number }[];

const total = (amounts: Amounts, counts: (kind: MovementKind, amount: number) => boolean): number =>
  amounts.reduce((sum, { kind, amount }) => (counts(kind, amount) ? sum + amount : sum), 0);

/** The account of some movements. A movement whose area nobody knows counts for nothing in area. */
export function accountOf(movements: readonly Moved[], measure: Measure): Account {
  const amounts = movements.map((each) => ({ kind: each.kind, amount: each[measure] ?? 0 }));
  const left = (of: MovementKind) => 0 - total(amounts, (kind) => kind === of);
  const adjusted = (isIn: boolean) =>
    Math.abs(total(amounts, (kind, amount) => kind === 'adjusted' && amount > 0 === isIn));
  const transferred = (isIn: boolean) =>
    Math.abs(total(amounts, (kind, amount) => kind === 'transferred' && amount > 0 === isIn));
  return {
    received: total(amounts, (kind) => kind === 'received'),
    adjustedIn: adjusted(true),
    transferredIn: transferred(true),
    onHand: total(amounts, () => true),
    applied: left('applied'),
    discarded: left('discarded'),
    returned: left('returned'),
    expired: left('expired'),
    transferredOut: transferred(false),
    adjustedOut: adjusted(false),
  };
}

/**
 * The first law (ARCHITECTURE.md §5): what came in is on hand or left by one of the ways. What is missing
 * from that; 0 where it holds.
 */
export function unaccounted(account: Account): number {
  const cameIn = account.received + account.adjustedIn + account.transferredIn;
  const isSomewhere =
    account.onHand +
    account.applied +
    account.discarded +
    account.returned +
    account.expired +
    account.transferredOut +
    account.adjustedOut;
  return cameIn - isSomewhere;
}

/**
 * The second law: the area of the pieces that were opened was applied or discarded. What is missing, below
 * zero where more was applied and discarded than was opened; null where the size of a piece is not known.
 */
export function openedUnaccountedMm2(opened: {
  readonly pieces: number;
  readonly pieceMm2: number | null;
  readonly appliedMm2: number;
  readonly discardedMm2: number;
}): number | null {
  const { pieces, pieceMm2, appliedMm2, discardedMm2 } = opened;
  return pieceMm2 === null ? null : pieces * pieceMm2 - appliedMm2 - discardedMm2;
}
