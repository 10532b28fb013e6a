-- Who bills, who pays, and for whom.
CREATE TABLE billing_organisations (
  id UUID PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  -- Of the organisation (type 2).
  npi VARCHAR(10) NOT NULL,
  -- Employer identification number, nine digits.
  ein VARCHAR(9) NOT NULL,
  taxonomy VARCHAR(10),
  -- A street, never a post office box.
  address_line VARCHAR(55) NOT NULL,
  city VARCHAR(30) NOT NULL,
  state VARCHAR(2) NOT NULL,
  -- ZIP+4, nine digits.
  postal_code VARCHAR(9) NOT NULL,
  phone VARCHAR(10) NOT NULL,
  contact_name VARCHAR(60) NOT NULL,
  -- Who sends and who receives the files, as the clearinghouse assigned it.
  submitter_id VARCHAR(15) NOT NULL,
  receiver_name VARCHAR(60) NOT NULL,
  receiver_id VARCHAR(15) NOT NULL,
  -- True while the clearinghouse takes the files as a trial.
  sends_tests BOOLEAN NOT NULL DEFAULT true,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_billing_organisations_updated_at BEFORE UPDATE ON billing_organisations
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- NUCC taxonomy of a person's specialty.
ALTER TABLE users ADD COLUMN taxonomy VARCHAR(10);

CREATE TABLE payers (
  id UUID PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  -- Its id in electronic claims.
  payer_code VARCHAR(80) NOT NULL,
  -- X12 claim filing indicator: MB, MA, MC, CI, 16 and others.
  filing_code VARCHAR(2) NOT NULL,
  address_line VARCHAR(55),
  city VARCHAR(30),
  state VARCHAR(2),
  postal_code VARCHAR(9),
  -- True where the payer wants the product's identifier beside its line (loop 2410).
  wants_item_identifier BOOLEAN NOT NULL DEFAULT false,
  is_active BOOLEAN NOT NULL DEFAULT true,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_payers_updated_at BEFORE UPDATE ON payers
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- A patient's insurance with a payer. A new card is a new row; the old one ends.
CREATE TABLE coverages (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  payer_id UUID NOT NULL REFERENCES payers (id) ON DELETE RESTRICT,
  -- Whose turn the payer's is: 1 first.
  priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
  member_id VARCHAR(80) NOT NULL,
  group_number VARCHAR(50),
  -- The patient to the subscriber, an X12 individual relationship code: 18 self, 01 spouse, 19 child, G8 other.
  relationship_code VARCHAR(2) NOT NULL,
  -- Who is insured, where it is not the patient.
  subscriber_first_name VARCHAR(100),
  subscriber_last_name VARCHAR(100),
  subscriber_birth_on DATE,
  subscriber_sex VARCHAR(10) CHECK (subscriber_sex IN ('female', 'male', 'other', 'unknown')),
  subscriber_address_line VARCHAR(55),
  subscriber_city VARCHAR(30),
  subscriber_state VARCHAR(2),
  subscriber_postal_code VARCHAR(9),
  starts_on DATE NOT NULL,
  ends_on DATE,
  -- Struck out: entered by mistake.
  voided_at TIMESTAMPTZ,
  voided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  void_reason VARCHAR(500),
  version INTEGER NOT NULL DEFAULT 1,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK (ends_on >= starts_on),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CHECK ((relationship_code = '18') = (subscriber_last_name IS NULL)),
  CHECK ((subscriber_last_name IS NULL) = (subscriber_birth_on IS NULL))
);

CREATE INDEX idx_coverages_patient_id ON coverages (patient_id, priority);

CREATE TRIGGER trigger_update_coverages_updated_at BEFORE UPDATE ON coverages
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- A payer's word beforehand that it will pay.
CREATE TABLE prior_authorizations (
  id UUID PRIMARY KEY,
  coverage_id UUID NOT NULL REFERENCES coverages (id) ON DELETE CASCADE,
  authorization_number VARCHAR(50) NOT NULL,
  -- Null: for every wound.
  wound_id UUID REFERENCES wounds (id),
  starts_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK (ends_on >= starts_on)
);

CREATE INDEX idx_prior_authorizations_coverage_id ON prior_authorizations (coverage_id);

CREATE TRIGGER trigger_update_prior_authorizations_updated_at BEFORE UPDATE ON prior_authorizations
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- What one unit of a code is charged at, by days of service.
CREATE TABLE fees (
  id UUID PRIMARY KEY,
  -- Null: for every payer without a fee of its own.
  payer_id UUID REFERENCES payers (id) ON DELETE RESTRICT,
  procedure_code VARCHAR(5) NOT NULL,
  unit_cents INTEGER NOT NULL CHECK (unit_cents > 0),
  effective_from DATE NOT NULL,
  effective_to DATE,
  source VARCHAR(300),
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK (effective_to >= effective_from)
);

CREATE INDEX idx_fees_procedure_code ON fees (procedure_code, effective_from);

CREATE TRIGGER trigger_update_fees_updated_at BEFORE UPDATE ON fees
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- What is known of a patient's health beyond the wounds: diagnoses that a claim may name.
CREATE TABLE conditions (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  -- ICD-10-CM with its dot; null where another system named it by words alone.
  diagnosis_code VARCHAR(10),
  words VARCHAR(300) NOT NULL,
  onset_on DATE,
  ended_on DATE,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  voided_at TIMESTAMPTZ,
  voided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  void_reason VARCHAR(500),
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK (ended_on >= onset_on),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
);

CREATE INDEX idx_conditions_patient_id ON conditions (patient_id);

CREATE TRIGGER trigger_update_conditions_updated_at BEFORE UPDATE ON conditions
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
