import { setAside } from '../../shared/sync/decide.ts';
import type { ChangeTransaction, Review } from '../../shared/sync/decision.ts';
import type { ChangeLine } from '../../shared/sync/line.ts';
import { formatRowKey } from '../../shared/sync/row-key.ts';
import { type Folded, inputOf, type Replica, remember, SCHEMA_VERSION } from './fold.ts';
import { lineOf, quickDigest } from './lines.ts';
import { moveRegisters, perform } from './tables.ts';

type Raised = { readonly text: string; readonly line: ChangeLine };

/** A review's id follows from what it is about: raised once more after a restore, it is the same. */
function idOfReview({ kind, entity, rowKey, arriving, standing }: Review): string {
  return quickDigest([kind, arriving.change, entity, rowKey, standing.change].join(' '));
}

/** The server's own lines behind a transaction that left something to settle. */
export function reviewEntries(
  reviews: readonly Review[],
  of: { readonly firstNumber: number; readonly stamp: bigint; readonly nowMs: number },
): readonly Raised[] {
  const byId = new Map(reviews.map((review) => [idOfReview(review), review]));
  const last = of.firstNumber + byId.size - 1;
  return [...byId].map(([id, review], at) => {
    const text = JSON.stringify({
      n: of.firstNumber + at,
      t: last,
      s: String(of.stamp),
      k: 'sync_reviews',
      r: formatRowKey([id]),
      o: 'i',
      b: {},
      v: {
        id,
        kind: review.kind,
        is_blocking: review.isBlocking,
        entity: review.entity,
        row_key: review.rowKey,
        patient_id: review.patientId,
        standing: review.standing,
        arriving: review.arriving,
      },
      u: null,
      m: SCHEMA_VERSION,
    });
    return { text, line: lineOf(text) };
  });
}

/** What a device sent that may no longer: kept, without effect, for somebody to look at. */
export function setAsideOfRevoked(
  replica: Replica,
  transaction: ChangeTransaction,
): Pick<Folded, 'outcomes' | 'reviews'> {
  const decision = setAside(inputOf(replica, transaction), 'quarantined', 0);
  perform(replica.tables, decision.effects);
  moveRegisters(replica.tables, decision.registers);
  remember(replica, transaction, decision.outcomes);
  const reviews = decision.reviews.map((each) => ({ ...each, kind: 'revokedDevice' as const }));
  return { outcomes: decision.outcomes, reviews };
}
