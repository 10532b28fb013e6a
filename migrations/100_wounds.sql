-- Wounds of a patient, each on its body site, and the episodes in which they were cared for.
CREATE TABLE wounds (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  -- 1, 2, 3 within the patient, as people say it aloud. Not unique in SQL: two offline computers may
  -- both register a wound.
  wound_number INTEGER NOT NULL CHECK (wound_number > 0),
  -- Codes of shared/wounds/body-site.ts.
  body_site VARCHAR(40) NOT NULL,
  laterality VARCHAR(10) NOT NULL CHECK (laterality IN ('left', 'right', 'midline')),
  body_view VARCHAR(10) NOT NULL CHECK (body_view IN ('front', 'back', 'side', 'top', 'sole')),
  -- Where exactly, in the words of whoever saw it.
  site_detail VARCHAR(100),
  etiology VARCHAR(20) NOT NULL CHECK (etiology IN
    ('pressure', 'venous', 'arterial', 'diabetic', 'surgical', 'traumatic', 'other')),
  etiology_detail VARCHAR(200),
  -- ICD-10-CM code without checks beyond its form and its side.
  diagnosis_code VARCHAR(8),
  onset_on DATE,
  is_onset_estimated BOOLEAN NOT NULL DEFAULT false,
  status VARCHAR(20) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'healed', 'closed')),
  -- The day since which the status holds.
  status_on DATE NOT NULL,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  voided_at TIMESTAMPTZ,
  voided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  void_reason VARCHAR(500),
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
);

CREATE INDEX idx_wounds_patient_id ON wounds (patient_id, wound_number);

CREATE TRIGGER trigger_update_wounds_updated_at BEFORE UPDATE ON wounds
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TABLE wound_versions (
  wound_id UUID NOT NULL REFERENCES wounds (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  -- The whole wound as it was in this version.
  wound JSONB NOT NULL,
  reason VARCHAR(500) NOT NULL,
  replaced_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  replaced_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (wound_id, version)
);

-- One course of care of a wound. A wound that opens again begins a new one.
CREATE TABLE care_episodes (
  id UUID PRIMARY KEY,
  wound_id UUID NOT NULL REFERENCES wounds (id) ON DELETE CASCADE,
  started_on DATE NOT NULL,
  ended_on DATE,
  end_reason VARCHAR(20) CHECK (end_reason IN ('healed', 'transferred', 'lost', 'deceased', 'other')),
  started_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  ended_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL)),
  CHECK (ended_on >= started_on)
);

CREATE INDEX idx_care_episodes_wound_id ON care_episodes (wound_id, started_on DESC);

CREATE TRIGGER trigger_update_care_episodes_updated_at BEFORE UPDATE ON care_episodes
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
