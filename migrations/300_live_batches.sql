-- A batch of claims holds its records from the moment they are written into it, so that sealing it is one
-- short statement however many they are. Until then is_live only keeps other batches from taking them: what
-- went out, or is to be billed no more, is asked of this view.
CREATE VIEW live_batch_records AS
SELECT held.treatment_record_id, held.batch_id, held.position, held.version, held.amendment_count,
  held.claim_id, held.is_live
FROM billing_batch_records AS held
JOIN billing_batches AS batch ON batch.id = held.batch_id
WHERE held.is_live AND (batch.kind = 'lines' OR batch.sealed_at IS NOT NULL);
