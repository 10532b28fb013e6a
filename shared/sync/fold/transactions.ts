import type { ChangeTransaction, Decision, Review } from '../decision.ts';
import type { ChangeLine, Outcome } from '../line.ts';

/** One change as it came: its text, its meaning if it has one, and the stamp that counts. */
export type ArrivedChange = {
  /** The device's count; also of a line that means nothing. */
  readonly number: number;
  readonly line: string;
  readonly change: ChangeLine | null;
  readonly stamp: bigint;
};

/** What a device committed together; a line that means nothing is one by itself. */
export type ArrivedTransaction = {
  readonly deviceId: string;
  readonly changes: readonly ArrivedChange[];
  /** True for changes that a device made after it had been revoked. */
  readonly isRevoked?: boolean;
};

/** One transaction as the log has it. */
export type LoggedTransaction = {
  readonly deviceId: string;
  readonly changes: readonly (ArrivedChange & { readonly outcome: Outcome })[];
};

export type Folded = {
  /** One for each change. */
  readonly outcomes: readonly Outcome[];
  readonly reviews: readonly Review[];
};

/** What a decision looks at; null where a line means nothing. */
export function meaningOf({ deviceId, changes }: ArrivedTransaction): ChangeTransaction | null {
  const meant = changes.flatMap(({ change, stamp }) => (change ? [{ line: change, stamp }] : []));
  return meant.length === changes.length ? { deviceId, changes: meant } : null;
}

export function foldedOf({ outcomes, reviews }: Decision): Folded {
  return { outcomes, reviews };
}

/** True for a change that stands in everybody's tables. */
export function isOfLog(outcome: Outcome): boolean {
  return outcome === 'applied' || outcome === 'merged';
}
