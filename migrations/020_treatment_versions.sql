-- The version that a user saw guards a correction; what stood before it is kept.
ALTER TABLE treatment_records
  ADD COLUMN version INTEGER NOT NULL DEFAULT 1,
  -- Why more was used than the order held; null when it was not.
  ADD COLUMN overuse_reason VARCHAR(500);

CREATE TABLE treatment_record_versions (
  treatment_record_id UUID NOT NULL REFERENCES treatment_records (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  -- The whole record as it was in this version.
  record JSONB NOT NULL,
  reason VARCHAR(500) NOT NULL,
  replaced_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  replaced_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (treatment_record_id, version)
);
