-- A correction of a record that needs a co-signature asks for another one (shared/signing/cosignature.ts).
ALTER TABLE record_amendments
  ADD COLUMN needs_cosignature BOOLEAN NOT NULL DEFAULT false,
  ADD CHECK (kind = 'correction' OR NOT needs_cosignature);

-- Whoever co-signs a record signs the correction by which it is shown as well.
ALTER TABLE record_signatures
  DROP CONSTRAINT record_signatures_check1,
  ADD CONSTRAINT record_signatures_amendment_check CHECK (CASE meaning
    WHEN 'author' THEN amendment_id IS NULL
    WHEN 'amender' THEN amendment_id IS NOT NULL
    ELSE true END);

-- The corrections that ask for a co-signature, with the first that each has got.
CREATE VIEW correction_cosignatures AS
SELECT amendment.id AS correction_id, amendment.amended_by, first.signed_at AS cosigned_at,
  first.signed_by AS cosigned_by
FROM record_amendments AS amendment
LEFT JOIN LATERAL (
  SELECT signature.signed_at, signature.signed_by FROM record_signatures AS signature
  WHERE signature.amendment_id = amendment.id AND signature.meaning = 'cosigner'
  ORDER BY signature.signed_at, signature.id LIMIT 1
) AS first ON true
WHERE amendment.needs_cosignature;

-- A corrected record is co-signed when the correction that is shown is.
CREATE OR REPLACE VIEW current_treatments AS
SELECT record.id, NULL::uuid AS correction_id, record.patient_id, record.order_id, record.product_id,
  record.product_name, record.quantity_used, record.date_applied, record.diagnosis,
  record.procedure_performed, record.wound_location, record.doctor_notes, record.recorded_by,
  record.overuse_reason, record.wound_id, record.performed_by, record.applied_at,
  record.applied_offset_minutes, record.applied_mm2, record.discarded_mm2, record.discard_reason,
  record.lot_number, record.serial_number, record.expires_on, record.is_imported, record.signed_at,
  record.signed_by, record.needs_cosignature, record.cosigned_at, record.cosigned_by, record.voided_at,
  record.voided_by, record.void_reason, record.is_late_entry, record.version, record.created_at,
  record.updated_at
FROM treatment_records AS record
WHERE NOT EXISTS (SELECT FROM corrected_treatments AS corrected WHERE corrected.id = record.id)
UNION ALL
SELECT corrected.id, corrected.correction_id, corrected.patient_id, corrected.order_id,
  corrected.product_id, corrected.product_name, corrected.quantity_used, corrected.date_applied,
  corrected.diagnosis, corrected.procedure_performed, corrected.wound_location, corrected.doctor_notes,
  corrected.recorded_by, corrected.overuse_reason, corrected.wound_id, corrected.performed_by,
  corrected.applied_at, corrected.applied_offset_minutes, corrected.applied_mm2,
  corrected.discarded_mm2, corrected.discard_reason, corrected.lot_number, corrected.serial_number,
  corrected.expires_on, record.is_imported, record.signed_at, record.signed_by,
  record.needs_cosignature OR again.correction_id IS NOT NULL,
  CASE WHEN again.correction_id IS NULL THEN record.cosigned_at ELSE again.cosigned_at END,
  CASE WHEN again.correction_id IS NULL THEN record.cosigned_by ELSE again.cosigned_by END,
  record.voided_at, record.voided_by, record.void_reason, record.is_late_entry, record.version,
  record.created_at, record.updated_at
FROM corrected_treatments AS corrected
JOIN treatment_records AS record ON record.id = corrected.id
LEFT JOIN correction_cosignatures AS again ON again.correction_id = corrected.correction_id;

CREATE OR REPLACE VIEW current_assessments AS
SELECT record.id, NULL::uuid AS correction_id, record.patient_id, record.wound_id, record.episode_id,
  record.assessed_on, record.assessed_at, record.assessed_offset_minutes, record.method,
  record.length_mm, record.width_mm, record.depth_mm, record.area_mm2, record.undermining,
  record.tunnelling, record.epithelial_percent, record.granulation_percent, record.slough_percent,
  record.necrotic_percent, record.exudate_amount, record.exudate_type, record.oedema, record.odour,
  record.pain_score, record.infection_signs, record.pressure_stage, record.bwat_items, record.notes,
  record.recorded_by, record.signed_at, record.signed_by, record.needs_cosignature, record.cosigned_at,
  record.cosigned_by, record.voided_at, record.voided_by, record.void_reason, record.is_late_entry,
  record.version, record.created_at, record.updated_at
FROM wound_assessments AS record
WHERE NOT EXISTS (SELECT FROM corrected_assessments AS corrected WHERE corrected.id = record.id)
UNION ALL
SELECT corrected.id, corrected.correction_id, record.patient_id, record.wound_id, record.episode_id,
  corrected.assessed_on, corrected.assessed_at, corrected.assessed_offset_minutes, corrected.method,
  corrected.length_mm, corrected.width_mm, corrected.depth_mm, corrected.area_mm2,
  corrected.undermining, corrected.tunnelling, corrected.epithelial_percent,
  corrected.granulation_percent, corrected.slough_percent, corrected.necrotic_percent,
  corrected.exudate_amount, corrected.exudate_type, corrected.oedema, corrected.odour,
  corrected.pain_score, corrected.infection_signs, corrected.pressure_stage, corrected.bwat_items,
  corrected.notes, record.recorded_by, record.signed_at, record.signed_by,
  record.needs_cosignature OR again.correction_id IS NOT NULL,
  CASE WHEN again.correction_id IS NULL THEN record.cosigned_at ELSE again.cosigned_at END,
  CASE WHEN again.correction_id IS NULL THEN record.cosigned_by ELSE again.cosigned_by END,
  record.voided_at, record.voided_by, record.void_reason, record.is_late_entry, record.version,
  record.created_at, record.updated_at
FROM corrected_assessments AS corrected
JOIN wound_assessments AS record ON record.id = corrected.id
LEFT JOIN correction_cosignatures AS again ON again.correction_id = corrected.correction_id;

-- Those of them that wait are looked for among few.
CREATE INDEX idx_record_amendments_to_cosign ON record_amendments (id) WHERE needs_cosignature;
