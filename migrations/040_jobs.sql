-- Long work in chunks: how far each job has come, so that it can go on where it stopped.
CREATE TABLE jobs (
  id UUID PRIMARY KEY,
  operation VARCHAR(100) NOT NULL,
  input JSONB NOT NULL,
  state VARCHAR(20) NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  -- Where the next chunk starts, in the job's own terms; null before the first.
  cursor JSONB,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  label VARCHAR(100) NOT NULL DEFAULT '',
  -- The job's output, or its failure.
  result JSONB,
  started_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  started_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_jobs_started_at ON jobs (started_at DESC);

CREATE TRIGGER trigger_update_jobs_updated_at BEFORE UPDATE ON jobs
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
