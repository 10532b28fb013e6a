import type { SyncReview } from '../../shared/sync/sync-review.ts';
import type { Route } from '../navigation.ts';

/** Where the record of an entry is shown; null for what has no place of its own. */
export function placeOf({ entity, rowKey, patientId, record }: SyncReview): Route | null {
  const id = /^\["([^"]+)"\]$/.exec(rowKey)?.[1];
  const { woundId, orderId } = record;
  if (id === undefined) return null;
  if (entity === 'sync_settlements') return { screen: 'syncReview', reviewId: id };
  if (orderId !== null && (entity === 'orders' || entity === 'order_lines'))
    return { screen: 'order', orderId };
  if (patientId === null) return null;
  if (entity === 'treatment_records')
    return { screen: 'treatmentRecord', patientId, treatmentRecordId: id };
  if (woundId === null) return null;
  if (entity === 'wound_assessments')
    return { screen: 'assessment', patientId, woundId, assessmentId: id };
  return entity === 'wounds' || entity === 'care_episodes'
    ? { screen: 'wound', patientId, woundId }
    : null;
}

const PLACES: Readonly<Partial<Record<Route['screen'], string>>> = {
  treatmentRecord: 'treatment',
  assessment: 'assessment',
  wound: 'wound',
  order: 'order',
  syncReview: 'decision',
};

/** The button that leads there: what opens is not always the row that the entry is about. */
export function placeWords({ screen }: Route): string {
  return `Open the ${PLACES[screen] ?? 'record'}`;
}
