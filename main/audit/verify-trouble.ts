import type { AuditFindingKind } from '../../shared/audit/verify-report.ts';

/** An event as a check tells of it. */
export type ToldEvent = {
  readonly id: string;
  readonly occurredAt: string;
  readonly operation: string;
};

/** What a check of the trail came upon; `count` as far as it can be known. */
export type Trouble = {
  readonly kind: AuditFindingKind;
  readonly chainId: string | null;
  readonly chainNumber: number | null;
  readonly count: number;
  /** The first event that is concerned; where it is gone, the one before it. */
  readonly event: ToldEvent | null;
};

/** One row of a stretch of a chain that does not fit together; hashes are hexadecimal. */
export type ChainRow = ToldEvent & {
  readonly chainNumber: number;
  readonly previousHash: string;
  readonly hash: string;
  /** Whether the hash is that of the row's own text after its previous hash. */
  readonly isRight: boolean;
  /** Another number in this stretch under which the hash would be right; null where there is none. */
  readonly rightAs: number | null;
};
