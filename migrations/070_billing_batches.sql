-- What went out for billing, when and by whom. A batch never changes.
CREATE TABLE billing_batches (
  id UUID PRIMARY KEY,
  from_on DATE NOT NULL,
  to_on DATE NOT NULL,
  record_count INTEGER NOT NULL,
  -- SHA-256 of the two files: for machines, and for Excel.
  machine_digest VARCHAR(64) NOT NULL,
  excel_digest VARCHAR(64) NOT NULL,
  exported_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  exported_at TIMESTAMPTZ NOT NULL,
  CHECK (from_on <= to_on)
);

-- A record is in at most one batch: nothing is billed twice.
CREATE TABLE billing_batch_records (
  treatment_record_id UUID PRIMARY KEY REFERENCES treatment_records (id) ON DELETE RESTRICT,
  batch_id UUID NOT NULL REFERENCES billing_batches (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  -- The record's version that went out: a later correction shows as a difference.
  version INTEGER NOT NULL
);

CREATE INDEX idx_billing_batch_records_batch_id ON billing_batch_records (batch_id, position);
