CREATE TABLE patients (
  id UUID PRIMARY KEY,
  -- Medical record number. Not unique in SQL: two offline computers may both register a patient, and
  -- neither record may be refused; the screens warn, and a person settles it.
  mrn VARCHAR(50),
  -- Letters and digits of the MRN alone, in lower case: how duplicates are found.
  mrn_key VARCHAR(50),
  first_name VARCHAR(100) NOT NULL,
  last_name VARCHAR(100) NOT NULL,
  birth_on DATE NOT NULL,
  -- Administrative sex as FHIR has it.
  sex VARCHAR(10) NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
  phone VARCHAR(40),
  address_line VARCHAR(200),
  city VARCHAR(100),
  state VARCHAR(50),
  postal_code VARCHAR(20),
  deceased_on DATE,
  -- Names and MRN without case and diacritics, each word behind a space, for find-as-you-type.
  search_text TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_patients_mrn_key ON patients (mrn_key);
CREATE INDEX idx_patients_birth_on ON patients (birth_on);
CREATE INDEX idx_patients_last_name ON patients (lower(last_name), lower(first_name));

CREATE TRIGGER trigger_update_patients_updated_at BEFORE UPDATE ON patients
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- What a patient's details were before each correction, and who corrected them.
CREATE TABLE patient_versions (
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  details JSONB NOT NULL,
  replaced_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  replaced_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (patient_id, version)
);
