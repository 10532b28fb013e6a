-- What a tissue trace asks of a use: the label as it was scanned, and what it was made ready with.
ALTER TABLE treatment_records
  -- The scans of the label, each as it came.
  ADD COLUMN label_scans JSONB,
  -- The fluid or other material, its lot and its expiry.
  ADD COLUMN reconstitution_material VARCHAR(200),
  ADD COLUMN reconstitution_lot VARCHAR(50),
  ADD COLUMN reconstitution_expires_on DATE;

ALTER TABLE corrected_treatments
  ADD COLUMN label_scans JSONB,
  ADD COLUMN reconstitution_material VARCHAR(200),
  ADD COLUMN reconstitution_lot VARCHAR(50),
  ADD COLUMN reconstitution_expires_on DATE;

CREATE OR REPLACE VIEW current_treatments AS
SELECT record.id, NULL::uuid AS correction_id, record.patient_id, record.order_id, record.product_id,
  record.product_name, record.quantity_used, record.date_applied, record.diagnosis,
  record.procedure_performed, record.wound_location, record.doctor_notes, record.recorded_by,
  record.overuse_reason, record.wound_id, record.performed_by, record.applied_at,
  record.applied_offset_minutes, record.applied_mm2, record.discarded_mm2, record.discard_reason,
  record.lot_number, record.serial_number, record.expires_on, record.is_imported, record.signed_at,
  record.signed_by, record.needs_cosignature, record.cosigned_at, record.cosigned_by, record.voided_at,
  record.voided_by, record.void_reason, record.is_late_entry, record.version, record.created_at,
  record.updated_at, record.label_scans, record.reconstitution_material, record.reconstitution_lot,
  record.reconstitution_expires_on
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
  record.created_at, record.updated_at, corrected.label_scans, corrected.reconstitution_material,
  corrected.reconstitution_lot, corrected.reconstitution_expires_on
FROM corrected_treatments AS corrected
JOIN treatment_records AS record ON record.id = corrected.id
LEFT JOIN correction_cosignatures AS again ON again.correction_id = corrected.correction_id;

-- "Was this serial used before?" at the bedside: compared as stock compares serials (`serial_key`).
CREATE INDEX idx_treatment_records_serial_key ON treatment_records (product_id,
  translate(serial_number, 'abcdefghijklmnopqrstuvwxyz -', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
  WHERE serial_number IS NOT NULL;
CREATE INDEX idx_corrected_treatments_lot_number ON corrected_treatments (product_id, lot_number)
  WHERE lot_number IS NOT NULL;
CREATE INDEX idx_corrected_treatments_serial_key ON corrected_treatments (product_id,
  translate(serial_number, 'abcdefghijklmnopqrstuvwxyz -', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
  WHERE serial_number IS NOT NULL;

ALTER TABLE treatment_concerns
  DROP CONSTRAINT treatment_concerns_kind_check,
  ADD CONSTRAINT treatment_concerns_kind_check CHECK (kind IN ('allergy', 'objection',
    'contraindication', 'expired', 'recalled', 'notOnOrder', 'healedWound', 'deceased', 'lotMissing',
    'areaMissing', 'quarantined', 'shortInStock', 'serialUsed', 'otherOrder'));
