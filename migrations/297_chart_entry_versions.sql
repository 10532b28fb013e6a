-- How a condition of the problem list stood before each change, and who changed it.
CREATE TABLE condition_versions (
  condition_id UUID NOT NULL REFERENCES conditions (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  condition JSONB NOT NULL,
  replaced_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  replaced_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (condition_id, version)
);

-- The same of a patient's insurance, with its authorizations.
CREATE TABLE coverage_versions (
  coverage_id UUID NOT NULL REFERENCES coverages (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  coverage JSONB NOT NULL,
  replaced_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  replaced_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (coverage_id, version)
);
