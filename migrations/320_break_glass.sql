-- Charts that only those open who work in them, and who opened one all the same, in an emergency.

-- Two that were set without seeing each other both stand until they are lifted.
CREATE TABLE chart_restrictions (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  reason VARCHAR(20) NOT NULL CHECK (reason IN
    ('worksHere', 'familyOfStaff', 'publicFigure', 'askedByPatient')),
  restricted_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  restricted_at TIMESTAMPTZ NOT NULL,
  lifted_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  lifted_at TIMESTAMPTZ,
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);

CREATE INDEX idx_chart_restrictions_patient_id ON chart_restrictions (patient_id);
-- Few at any time: whether a chart is among them is asked with each of its parts that is read.
CREATE INDEX idx_chart_restrictions_in_force ON chart_restrictions (patient_id)
  WHERE lifted_at IS NULL;

-- One row for each chart that was opened. What was read meanwhile are the audit events of that person
-- about that patient from broken_at up to ends_at.
CREATE TABLE glass_breaks (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE RESTRICT,
  user_id UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  broken_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  reason VARCHAR(20) NOT NULL CHECK (reason IN
    ('emergency', 'continuingCare', 'askedByPatient', 'investigation', 'other')),
  note VARCHAR(500),
  CHECK (ends_at > broken_at),
  CHECK (reason <> 'other' OR note IS NOT NULL)
);

CREATE INDEX idx_glass_breaks_patient_id ON glass_breaks (patient_id, user_id, broken_at);

-- Only what applies remote changes and snapshots may pass (130_signing.sql).
CREATE FUNCTION refuse_change_of_glass_breaks() RETURNS trigger AS $$
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'that a glass was broken is never changed or deleted'
    USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_glass_breaks BEFORE UPDATE OR DELETE ON glass_breaks
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_glass_breaks();
CREATE TRIGGER trigger_keep_all_glass_breaks BEFORE TRUNCATE ON glass_breaks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
