import type { ArrivingChange } from './review-sides.ts';
import { isWoundCorrection } from '../wounds/settling-actions.ts';

/** A review's row with all that its later transaction wanted to do. */
export type Arrived = {
  readonly entity: string;
  readonly rowKey: string;
  readonly changes: readonly ArrivingChange[];
};

/**
 * What somebody did to a row who had not seen what stands: `correction` of a record that has a history,
 * `striking` it out, a `signature`, which counts for nothing but what its signer saw, `billing`, whose
 * rules ask for it to be done anew, a `change` of what has rules of its own and no room for both, or
 * `other`.
 */
export type WhatArrived = 'correction' | 'striking' | 'signature' | 'billing' | 'change' | 'other';

const CORRECTED = new Set(['treatment_records', 'wound_assessments', 'wounds']);

const BILLING = new Set(['billing_batches', 'billing_batch_records', 'claims']);

export function whatArrived(arrived: Arrived): WhatArrived {
  const { entity } = arrived;
  if (BILLING.has(entity)) return 'billing';
  const own = ownChanges(arrived);
  const said = saidIn(own);
  if (isSaid(said['signedAt']) || isSaid(said['cosignedAt'])) return 'signature';
  if (isRuledChange(arrived, said)) return 'change';
  if (!CORRECTED.has(entity) || !own.every(({ op }) => op === 'u')) return 'other';
  if (isSaid(said['voidedAt'])) return 'striking';
  return entity !== 'wounds' || isWoundCorrection(said) ? 'correction' : 'other';
}

/** Whoever registers something wrote it first: only what was there before can be changed unseen. */
function isRuledChange({ entity, changes }: Arrived, said: object): boolean {
  const ofEntity = (name: string) => changes.filter((each) => each.entity === name);
  switch (entity) {
    case 'conditions':
    case 'coverages':
      return Object.keys(said).length > 0 && ofEntity(entity).every(({ op }) => op === 'u');
    case 'orders':
    case 'order_lines':
      return isChangeOfOne(ofEntity('orders'));
    case 'wounds':
    case 'care_episodes':
      return ofEntity('care_episodes').length > 0 && isChangeOfOne(ofEntity('wounds'));
    default:
      return false;
  }
}

function isChangeOfOne(changes: readonly ArrivingChange[]): boolean {
  return changes.length === 1 && changes[0]?.op === 'u';
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The fields that came for the review's row, by the names of the contract; instants in UTC. */
export function saidBy(arrived: Arrived): Readonly<Record<string, unknown>> {
  return saidIn(ownChanges(arrived));
}

function ownChanges({ entity, rowKey, changes }: Arrived): readonly ArrivingChange[] {
  return changes.filter((each) => each.entity === entity && each.rowKey === rowKey);
}

/** Columns that say how often and when a row was changed: they follow from the change that is made now. */
const COUNTED = new Set(['version', 'created_at', 'updated_at', 'is_late_entry', 'id']);

/** The columns of these changes by the names of the contract. */
export function saidIn(changes: readonly ArrivingChange[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    changes.flatMap(({ values }) =>
      Object.entries(values)
        .filter(([column]) => !COUNTED.has(column))
        .map(([column, value]) => [camelOf(column), inIsoTime(value)] as const),
    ),
  );
}

/** `doctor_notes` as `doctorNotes`. */
export function camelOf(column: string): string {
  return column.replaceAll(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

/** An instant as the database writes it in JSON, in UTC with milliseconds; all else as it is. */
export function inIsoTime(value: unknown): unknown {
  const isInstant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*[+-]\d\d:\d\d$/.test(value);
  return isInstant ? new Date(value).toISOString() : value;
}

/** Rows that came with it, of one table. */
export function cameWith({ changes }: Arrived, entity: string): readonly ArrivingChange[] {
  return changes.filter((each) => each.entity === entity && each.op === 'i');
}
