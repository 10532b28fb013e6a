import { type RawBuilder, sql } from 'kysely';

/**
 * Where a claim stands, as shared/billing/claim-state.ts says it: what ended it, else the last answer; null
 * before the first one.
 */
export const claimStanding = (claimId: RawBuilder<unknown>) => sql<string | null>`(
  SELECT event.kind FROM claim_events AS event WHERE event.claim_id = ${claimId}
  ORDER BY (event.kind IN ('replaced', 'voided', 'withdrawn')) DESC,
    event.recorded_at DESC, event.id DESC LIMIT 1)`;

/** Where the claim stands that holds a treatment. */
export const holdingStanding = claimStanding(sql`(
  SELECT held.claim_id FROM live_batch_records AS held
  WHERE held.treatment_record_id = record.id)`);

/** Where the newest claim of a treatment stands that was no void of another; null without a claim. */
const newestStanding = claimStanding(sql`(
  SELECT held.claim_id FROM billing_batch_records AS held
  JOIN claims ON claims.id = held.claim_id AND claims.frequency <> '8'
  JOIN billing_batches AS batch ON batch.id = held.batch_id AND batch.sealed_at IS NOT NULL
  WHERE held.treatment_record_id = record.id
  ORDER BY batch.exported_at DESC, claims.id DESC LIMIT 1)`);

/** When the newest rejection of a treatment's claims was read; null where there was none. */
const lastRejectedAt = sql`(
  SELECT max(event.recorded_at) FROM claim_events AS event
  JOIN billing_batch_records AS held ON held.claim_id = event.claim_id
  WHERE held.treatment_record_id = record.id AND event.kind = 'rejected')`;

/** Somebody has looked at the rejection and said that it may be billed again. */
const isClearedSince = sql<boolean>`EXISTS (
  SELECT FROM billing_marks AS marked
  WHERE marked.treatment_record_id = record.id AND marked.mark = 'cleared'
    AND marked.marked_at >= ${lastRejectedAt})`;

/** The last claim was rejected, and nobody has said since that it may be billed again. */
export const isRejectedLast = sql<boolean>`(coalesce(${newestStanding}, '') = 'rejected'
  AND NOT ${isClearedSince})`;

export const isNotRejectedLast = sql<boolean>`NOT ${isRejectedLast}`;
