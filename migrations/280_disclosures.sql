-- What of a chart was given out: to whom, why, by whose leave, and which files. A row is written before its
-- files can be fetched, and never changes: the patient may ask for the accounting years later.
CREATE TABLE disclosures (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE RESTRICT,
  kind VARCHAR(20) NOT NULL CHECK (kind IN ('chart', 'packet')),
  -- Of a packet, the application that it defends.
  treatment_record_id UUID REFERENCES treatment_records (id) ON DELETE RESTRICT,
  recipient_name VARCHAR(200) NOT NULL,
  recipient_kind VARCHAR(20) NOT NULL
    CHECK (recipient_kind IN ('patient', 'provider', 'payer', 'attorney', 'other')),
  recipient_address VARCHAR(300),
  purpose VARCHAR(300) NOT NULL,
  basis VARCHAR(20) NOT NULL CHECK (basis IN
    ('patientRequest', 'treatment', 'payment', 'authorization', 'legalProcess', 'other')),
  -- Which authorization, order or law it was.
  basis_note VARCHAR(500),
  -- Keys of the parts of the chart, and between which days; null leaves that end open.
  parts JSONB NOT NULL,
  from_on DATE,
  to_on DATE,
  pdf_digest VARCHAR(64) NOT NULL,
  zip_digest VARCHAR(64) NOT NULL,
  page_count INTEGER NOT NULL,
  file_count INTEGER NOT NULL,
  missing_count INTEGER NOT NULL,
  disclosed_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  disclosed_at TIMESTAMPTZ NOT NULL,
  CHECK ((kind = 'packet') = (treatment_record_id IS NOT NULL)),
  CHECK (basis NOT IN ('authorization', 'legalProcess', 'other') OR basis_note IS NOT NULL),
  CHECK (to_on >= from_on)
);

CREATE INDEX idx_disclosures_patient_id ON disclosures (patient_id, disclosed_at DESC);
CREATE INDEX idx_disclosures_treatment_record_id ON disclosures (treatment_record_id);
CREATE INDEX idx_disclosures_pdf_digest ON disclosures (pdf_digest);
CREATE INDEX idx_disclosures_zip_digest ON disclosures (zip_digest);

-- Only what applies remote changes and snapshots may pass (130_signing.sql).
CREATE FUNCTION refuse_change_of_disclosures() RETURNS trigger AS $$
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'disclosures are never changed or deleted' USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_disclosures BEFORE UPDATE OR DELETE ON disclosures
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_disclosures();
CREATE TRIGGER trigger_keep_all_disclosures BEFORE TRUNCATE ON disclosures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
