-- Quality review: samples of signed treatment records, a checklist for each, findings and what became of them.
CREATE TABLE quality_samples (
  id UUID PRIMARY KEY,
  title VARCHAR(120) NOT NULL,
  -- How it was drawn (shared/quality/contract.ts), the seed included: drawn again it would be the same.
  rule JSONB NOT NULL,
  drawn_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  drawn_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE quality_reviews (
  id UUID PRIMARY KEY,
  sample_id UUID NOT NULL REFERENCES quality_samples (id) ON DELETE CASCADE,
  treatment_record_id UUID NOT NULL REFERENCES treatment_records (id),
  -- By the keys of shared/quality/checklist.ts: met, notMet or notApplicable.
  answers JSONB NOT NULL DEFAULT '{}',
  comment TEXT,
  -- Who finished it; null while it is open.
  reviewed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  reviewed_at TIMESTAMPTZ,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (sample_id, treatment_record_id),
  CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL))
);

CREATE INDEX idx_quality_reviews_record ON quality_reviews (treatment_record_id);
CREATE INDEX idx_quality_reviews_reviewed_at ON quality_reviews (reviewed_at);

CREATE TRIGGER trigger_update_quality_reviews_updated_at BEFORE UPDATE ON quality_reviews
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TABLE quality_findings (
  id UUID PRIMARY KEY,
  review_id UUID NOT NULL REFERENCES quality_reviews (id) ON DELETE CASCADE,
  item_key VARCHAR(40) NOT NULL,
  finding VARCHAR(1000) NOT NULL,
  -- By when somebody looks whether it is mended; null where nothing is to follow.
  follow_up_on DATE,
  closed_at TIMESTAMPTZ,
  closed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  closing_note VARCHAR(1000),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (review_id, item_key),
  CHECK ((closed_at IS NULL) = (closing_note IS NULL))
);

CREATE INDEX idx_quality_findings_open ON quality_findings (follow_up_on) WHERE closed_at IS NULL;
