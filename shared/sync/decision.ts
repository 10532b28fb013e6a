import type { ChangeId, ChangeLine, Outcome } from './line.ts';
import type { DerivedColumns } from './derived-columns.ts';
import type { Values } from './row-key.ts';

/** The change by which a value stands. */
export type Register = {
  readonly deviceId: string;
  readonly number: number;
  readonly stamp: bigint;
};

/** A change with the stamp that counts: its own, or the server's where that clock ran ahead. */
export type StampedChange = { readonly line: ChangeLine; readonly stamp: bigint };

/** What one device committed together, in its order. */
export type ChangeTransaction = {
  readonly deviceId: string;
  readonly changes: readonly StampedChange[];
};

export type StandingRow = {
  /** Null where there is no such row. */
  readonly values: Values | null;
  /** By register; one at '' without a row is the change that deleted it. */
  readonly registers: Readonly<Record<string, Register>>;
};

/** What stands where a transaction reaches; `rowsOf` names the rows. */
export type Standing = {
  /** By `rowId`; one that is missing has no row and no registers. */
  readonly rows: ReadonlyMap<string, StandingRow>;
  /** By `rowId` of the row that a `history` table is about: the greatest version kept there. */
  readonly versions: ReadonlyMap<string, number>;
  /** Those of the changes named as bases that were not taken up. */
  readonly notTakenUp: ReadonlySet<string>;
};

export type DecisionInput = {
  readonly transaction: ChangeTransaction;
  readonly standing: Standing;
  /** Number of the newest migration of whoever decides. */
  readonly schemaVersion: number;
  readonly derived: ReadonlyMap<string, DerivedColumns>;
  /**
   * What the server decided, by change: a device does as it says, and holds nothing by itself. Left out
   * where the decision is still to be made.
   */
  readonly outcomes?: readonly Outcome[];
};

/** What becomes of one row. Effects are done in their order. */
export type RowEffect = {
  readonly op: 'insert' | 'set' | 'delete';
  readonly entity: string;
  readonly rowKey: string;
  /** Place, among the transaction's changes, of the one whose values these are. */
  readonly change: number;
  /** The columns to write; none for a delete. */
  readonly values: Values;
  /** Those of them whose value is not the change's own. */
  readonly made: readonly string[];
};

export type RegisterMove = {
  readonly entity: string;
  readonly rowKey: string;
  readonly field: string;
  readonly register: Register;
};

export const REVIEW_KINDS = [
  'concurrentEdit',
  'concurrentFields',
  'concurrentRow',
  'dependsOnHeld',
  'quarantined',
  'cancelledButUsed',
  'lateChange',
  'revokedDevice',
  'settledTwice',
] as const;

/**
 * `concurrentEdit`: the transaction waits, its author not having seen what stands. `concurrentFields`,
 * `concurrentRow`: the later one counts, and somebody may want to look. `dependsOnHeld`: it follows from a
 * change that waits itself. `quarantined`: it cannot be taken up at all. `settledTwice`: two people decided the same
 * review unseen, and the first of them has.
 */
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** What stands, for people: the change is null where it is the insert of the row. */
export type ReviewStanding = {
  readonly change: ChangeId | null;
  readonly deviceId: string | null;
  /** Null where it is not known, or the program itself did it. */
  readonly userId: string | null;
  readonly stamp: string | null;
  /** The row, or of `concurrentFields` the columns that two people set. */
  readonly values: Values | null;
};

export type ReviewArriving = {
  readonly change: ChangeId;
  readonly deviceId: string;
  readonly userId: string | null;
  readonly stamp: string;
  readonly changes: readonly {
    readonly entity: string;
    readonly rowKey: string;
    readonly op: ChangeLine['o'];
    readonly values: Values;
  }[];
};

/** What people must settle or should know. */
export type Review = {
  readonly kind: ReviewKind;
  readonly isBlocking: boolean;
  readonly entity: string;
  readonly rowKey: string;
  readonly patientId: string | null;
  readonly standing: ReviewStanding;
  readonly arriving: ReviewArriving;
};

export type Decision = {
  /** One for each change. */
  readonly outcomes: readonly Outcome[];
  readonly effects: readonly RowEffect[];
  readonly registers: readonly RegisterMove[];
  readonly reviews: readonly Review[];
};

export function changeId({ deviceId, number }: Pick<Register, 'deviceId' | 'number'>): ChangeId {
  return `${deviceId}:${number}`;
}

/** True where the first counts over the second: by stamp, then device, then number. */
export function isLater(one: Register, other: Register): boolean {
  if (one.stamp !== other.stamp) return one.stamp > other.stamp;
  if (one.deviceId !== other.deviceId) return one.deviceId > other.deviceId;
  return one.number > other.number;
}
