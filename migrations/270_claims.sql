-- Claims: what goes to a payer for what was done, and what became of it.

-- Numbers that one computer gives out alone, so that computers without a network never give one twice.
CREATE TABLE control_number_blocks (
  id UUID PRIMARY KEY,
  -- 'claim': a claim's own number; 'interchange': a file's.
  kind VARCHAR(20) NOT NULL CHECK (kind IN ('claim', 'interchange')),
  first_number BIGINT NOT NULL CHECK (first_number > 0),
  last_number BIGINT NOT NULL CHECK (last_number <= 999999999),
  -- Given out next; above the last one when the block is used up.
  next_number BIGINT NOT NULL,
  CHECK (first_number <= last_number),
  CHECK (next_number BETWEEN first_number AND last_number + 1),
  EXCLUDE USING gist (int8range(first_number, last_number, '[]') WITH &&) WHERE (kind = 'claim'),
  EXCLUDE USING gist (int8range(first_number, last_number, '[]') WITH &&)
    WHERE (kind = 'interchange')
);

CREATE FUNCTION keep_control_numbers() RETURNS TRIGGER AS $$
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.kind <> OLD.kind OR NEW.first_number <> OLD.first_number
    OR NEW.last_number <> OLD.last_number OR NEW.next_number < OLD.next_number THEN
    RAISE EXCEPTION 'A control number is never given out twice' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_control_numbers BEFORE UPDATE OR DELETE ON control_number_blocks
  FOR EACH ROW EXECUTE FUNCTION keep_control_numbers();

-- A batch is either lines for another billing program, as before, or claims for one payer.
ALTER TABLE billing_batches
  ALTER COLUMN machine_digest DROP NOT NULL,
  ALTER COLUMN excel_digest DROP NOT NULL,
  ADD COLUMN kind VARCHAR(10) NOT NULL DEFAULT 'lines' CHECK (kind IN ('lines', 'claims')),
  ADD COLUMN payer_id UUID REFERENCES payers (id) ON DELETE RESTRICT,
  -- The number of its file (ISA13, GS06).
  ADD COLUMN interchange_number BIGINT UNIQUE,
  ADD COLUMN claim_count INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN total_cents BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN file_digest VARCHAR(64),
  -- Null while its claims are being made; from then on nothing of it changes.
  ADD COLUMN sealed_at TIMESTAMPTZ,
  ADD CHECK ((kind = 'lines') = (machine_digest IS NOT NULL)),
  ADD CHECK ((kind = 'lines') = (excel_digest IS NOT NULL)),
  ADD CHECK ((kind = 'claims') = (payer_id IS NOT NULL)),
  ADD CHECK (kind = 'lines' OR (sealed_at IS NULL) = (file_digest IS NULL));

CREATE TABLE claims (
  id UUID PRIMARY KEY,
  batch_id UUID NOT NULL REFERENCES billing_batches (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  control_number VARCHAR(20) NOT NULL UNIQUE,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE RESTRICT,
  -- The insurance that it is billed to.
  coverage_id UUID REFERENCES coverages (id) ON DELETE RESTRICT,
  served_on DATE NOT NULL,
  -- 1 original, 7 replacement, 8 void of the claim below.
  frequency VARCHAR(1) NOT NULL CHECK (frequency IN ('1', '7', '8')),
  original_claim_id UUID REFERENCES claims (id) ON DELETE RESTRICT,
  total_cents BIGINT NOT NULL CHECK (total_cents > 0),
  -- All that goes out, as shared/billing/claim.ts says.
  content JSONB NOT NULL,
  UNIQUE (batch_id, position),
  CHECK ((frequency = '1') = (original_claim_id IS NULL))
);

CREATE INDEX idx_claims_patient_id ON claims (patient_id, served_on DESC);
CREATE INDEX idx_claims_original_claim_id ON claims (original_claim_id)
  WHERE original_claim_id IS NOT NULL;

-- A claim never changes. Those of a batch that was given up half-way go with it.
CREATE FUNCTION keep_claims() RETURNS TRIGGER AS $$
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' OR EXISTS (
    SELECT FROM billing_batches WHERE id = OLD.batch_id AND sealed_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'A claim never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_claims BEFORE UPDATE OR DELETE ON claims
  FOR EACH ROW EXECUTE FUNCTION keep_claims();

CREATE FUNCTION keep_batches() RETURNS TRIGGER AS $$
BEGIN
  IF (OLD.kind = 'lines' OR OLD.sealed_at IS NOT NULL) AND NOT is_applying_changes() THEN
    RAISE EXCEPTION 'A batch never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_batches BEFORE UPDATE OR DELETE ON billing_batches
  FOR EACH ROW EXECUTE FUNCTION keep_batches();

-- What became of a claim. Only ever added to.
CREATE TABLE claim_events (
  id UUID PRIMARY KEY,
  claim_id UUID NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
  kind VARCHAR(20) NOT NULL
    CHECK (kind IN ('acknowledged', 'rejected', 'replaced', 'voided', 'withdrawn')),
  -- The payer's reasons in words, or the biller's.
  reasons JSONB NOT NULL,
  -- The payer's number of the claim, which a replacement has to name.
  payer_reference VARCHAR(50),
  -- The file that said so; null where a person did.
  answer_digest VARCHAR(64),
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  recorded_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_claim_events_claim_id ON claim_events (claim_id, recorded_at, id);
-- The same answer read again says nothing new.
CREATE UNIQUE INDEX idx_claim_events_answer ON claim_events (claim_id, answer_digest, kind)
  WHERE answer_digest IS NOT NULL;

CREATE FUNCTION keep_billing_history() RETURNS TRIGGER AS $$
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'The table % is only ever added to', TG_TABLE_NAME
    USING ERRCODE = 'check_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_claim_events BEFORE UPDATE OR DELETE ON claim_events
  FOR EACH ROW EXECUTE FUNCTION keep_billing_history();
CREATE TRIGGER trigger_keep_all_claim_events BEFORE TRUNCATE ON claim_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_all_claims BEFORE TRUNCATE ON claims
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_all_batches BEFORE TRUNCATE ON billing_batches
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- A record stands in as many batches as it went out in, and in at most one that is live.
ALTER TABLE billing_batch_records
  DROP CONSTRAINT billing_batch_records_pkey,
  ADD COLUMN claim_id UUID REFERENCES claims (id) ON DELETE CASCADE,
  ADD COLUMN is_live BOOLEAN NOT NULL DEFAULT true,
  ADD PRIMARY KEY (batch_id, treatment_record_id);
CREATE UNIQUE INDEX idx_billing_batch_records_live ON billing_batch_records (treatment_record_id)
  WHERE is_live;
CREATE INDEX idx_billing_batch_records_treatment ON billing_batch_records (treatment_record_id);
CREATE INDEX idx_billing_batch_records_claim ON billing_batch_records (claim_id)
  WHERE claim_id IS NOT NULL;

-- What a biller says for a treatment's claim where the chart leaves a choice.
CREATE TABLE claim_details (
  treatment_record_id UUID PRIMARY KEY REFERENCES treatment_records (id) ON DELETE RESTRICT,
  coverage_id UUID REFERENCES coverages (id) ON DELETE RESTRICT,
  facility_id UUID REFERENCES facilities (id) ON DELETE RESTRICT,
  rendering_user_id UUID REFERENCES users (id) ON DELETE RESTRICT,
  supervising_user_id UUID REFERENCES users (id) ON DELETE RESTRICT,
  referring_user_id UUID REFERENCES users (id) ON DELETE RESTRICT,
  prior_authorization VARCHAR(50),
  -- A JSON list of documented codes, the principal first; null: as the chart has them.
  diagnoses JSONB,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_claim_details_updated_at BEFORE UPDATE ON claim_details
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- What a biller says of a treatment that no claim of ours will hold. The last one counts.
CREATE TABLE billing_marks (
  id UUID PRIMARY KEY,
  treatment_record_id UUID NOT NULL REFERENCES treatment_records (id) ON DELETE RESTRICT,
  mark VARCHAR(20) NOT NULL CHECK (mark IN ('billedOutside', 'notBillable', 'cleared')),
  reason VARCHAR(500) NOT NULL,
  marked_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  marked_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_billing_marks_treatment ON billing_marks (treatment_record_id, marked_at, id);

CREATE TRIGGER trigger_keep_billing_marks BEFORE UPDATE OR DELETE ON billing_marks
  FOR EACH ROW EXECUTE FUNCTION keep_billing_history();
CREATE TRIGGER trigger_keep_all_billing_marks BEFORE TRUNCATE ON billing_marks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
