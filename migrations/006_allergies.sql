-- Allergies, sensitivities and objections (a patient may refuse products of animal origin).
-- A removed one stays, with who removed it and why.
CREATE TABLE allergies (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  substance VARCHAR(200) NOT NULL,
  -- Code and system of the source, where there is one (SNOMED CT, RxNorm).
  code VARCHAR(50),
  code_system VARCHAR(50),
  kind VARCHAR(20) NOT NULL CHECK (kind IN ('allergy', 'intolerance', 'objection')),
  reaction VARCHAR(300),
  severity VARCHAR(10) CHECK (severity IN ('mild', 'moderate', 'severe')),
  onset_on DATE,
  recorded_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  recorded_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  removed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  removed_at TIMESTAMPTZ,
  removal_reason VARCHAR(500),
  CHECK ((removed_at IS NULL) = (removal_reason IS NULL))
);

CREATE INDEX idx_allergies_patient_id ON allergies (patient_id);
