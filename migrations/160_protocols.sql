-- Treatment protocols: versioned templates, and the wounds they run on.
CREATE TABLE protocols (
  id UUID PRIMARY KEY,
  -- The newest of its versions.
  version INTEGER NOT NULL DEFAULT 1,
  retired_at TIMESTAMPTZ,
  retired_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  retirement_reason VARCHAR(500),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((retired_at IS NULL) = (retirement_reason IS NULL))
);

CREATE TRIGGER trigger_update_protocols_updated_at BEFORE UPDATE ON protocols
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TABLE protocol_versions (
  protocol_id UUID NOT NULL REFERENCES protocols (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL CHECK (version > 0),
  title VARCHAR(200) NOT NULL,
  -- Codes of shared/wounds/wound.ts.
  etiologies JSONB NOT NULL,
  -- A list of shared/protocols/protocol.ts, in reading order. Days count from the day it is started.
  steps JSONB NOT NULL,
  assessment_interval_days INTEGER CHECK (assessment_interval_days > 0),
  -- [{ "week": n, "leastReductionPercent": n }].
  review_points JSONB NOT NULL,
  tolerance_days INTEGER NOT NULL CHECK (tolerance_days >= 0),
  source VARCHAR(500) NOT NULL,
  as_of DATE NOT NULL,
  -- Null for the examples that come along.
  written_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  written_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (protocol_id, version)
);

CREATE FUNCTION keep_protocol_version() RETURNS trigger AS $$
BEGIN
  IF NOT is_applying_changes() THEN
    RAISE EXCEPTION 'A version of a protocol stays as it is. Write a new version instead.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_protocol_versions BEFORE UPDATE OR DELETE ON protocol_versions
  FOR EACH ROW EXECUTE FUNCTION keep_protocol_version();

-- A protocol on a wound. It ends when somebody stops it or when the episode of care ends.
CREATE TABLE protocol_runs (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  -- NO ACTION, as with assessments. One runs at a time; not unique in SQL, because two offline computers
  -- may both start one.
  wound_id UUID NOT NULL REFERENCES wounds (id),
  episode_id UUID NOT NULL REFERENCES care_episodes (id),
  protocol_id UUID NOT NULL,
  -- The version it began with.
  protocol_version INTEGER NOT NULL,
  started_on DATE NOT NULL,
  started_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  stopped_on DATE,
  stopped_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  stop_reason VARCHAR(500),
  -- A copy of the episode's, kept by the trigger below: what runs is then found by one small index.
  episode_ended_on DATE,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  FOREIGN KEY (protocol_id, protocol_version) REFERENCES protocol_versions (protocol_id, version)
    ON DELETE RESTRICT,
  CHECK (stopped_on >= started_on),
  CHECK (num_nonnulls(stopped_on, stopped_by, stop_reason) IN (0, 3))
);

CREATE INDEX idx_protocol_runs_wound_id ON protocol_runs (wound_id, started_on DESC);
CREATE INDEX idx_protocol_runs_patient_id ON protocol_runs (patient_id);
CREATE INDEX idx_protocol_runs_episode_id ON protocol_runs (episode_id);
CREATE INDEX idx_protocol_runs_protocol ON protocol_runs (protocol_id, protocol_version);
-- Few at any time, whatever ran before.
CREATE INDEX idx_protocol_runs_running ON protocol_runs (started_on)
  WHERE stopped_on IS NULL AND episode_ended_on IS NULL;

CREATE TRIGGER trigger_update_protocol_runs_updated_at BEFORE UPDATE ON protocol_runs
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE FUNCTION end_runs_of_episode() RETURNS trigger AS $$
BEGIN
  UPDATE protocol_runs SET episode_ended_on = NEW.ended_on WHERE episode_id = NEW.id;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_end_runs_of_episode AFTER UPDATE OF ended_on ON care_episodes FOR EACH ROW
  WHEN (OLD.ended_on IS DISTINCT FROM NEW.ended_on) EXECUTE FUNCTION end_runs_of_episode();

-- What was said about one due day of a step: why it was not done as written, or what a review found.
CREATE TABLE protocol_run_entries (
  id UUID PRIMARY KEY,
  protocol_run_id UUID NOT NULL REFERENCES protocol_runs (id) ON DELETE CASCADE,
  kind VARCHAR(10) NOT NULL CHECK (kind IN ('deviation', 'review')),
  step_id VARCHAR(60) NOT NULL,
  due_on DATE NOT NULL,
  -- The site's day on which it was said.
  entered_on DATE NOT NULL,
  words TEXT NOT NULL,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  recorded_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_protocol_run_entries_run ON protocol_run_entries (protocol_run_id, recorded_at);

-- Three examples to begin with, cautious and without anybody's brand: a site replaces them with its own.
INSERT INTO protocols (id) VALUES
  ('0199c0de-0160-7000-8000-000000000001'),
  ('0199c0de-0160-7000-8000-000000000002'),
  ('0199c0de-0160-7000-8000-000000000003');

INSERT INTO protocol_versions (protocol_id, version, title, etiologies, steps,
  assessment_interval_days, review_points, tolerance_days, source, as_of, written_at)
VALUES
('0199c0de-0160-7000-8000-000000000001', 1, 'Example: Venous leg ulcer', '["venous"]',
'[
  {"id": "arterialSupply", "kind": "review", "firstDueDay": 0, "repeatsEveryDays": null, "untilDay": null,
   "instruction": "Check arterial supply (pulses, ABI or toe pressure) before any compression",
   "expectedKinds": [], "expectedSkus": []},
  {"id": "baseline", "kind": "assessment", "firstDueDay": 0, "repeatsEveryDays": null, "untilDay": null,
   "instruction": "Baseline: measure the wound, describe exudate, edema and the skin around it",
   "expectedKinds": [], "expectedSkus": []},
  {"id": "compression", "kind": "treatment", "firstDueDay": 0, "repeatsEveryDays": 7, "untilDay": null,
   "instruction": "Compression as the arterial supply allows, over a dressing that takes up the exudate",
   "expectedKinds": ["compression"], "expectedSkus": []},
  {"id": "recurrence", "kind": "review", "firstDueDay": 84, "repeatsEveryDays": null, "untilDay": null,
   "instruction": "Not healed at 12 weeks: clinician reviews diagnosis, compression and referral to vascular care",
   "expectedKinds": [], "expectedSkus": []}
]', 7, '[{"week": 4, "leastReductionPercent": 30}]', 2,
'Example written for Caretrail; replace with your own', '2026-11-22', now()),
('0199c0de-0160-7000-8000-000000000002', 1, 'Example: Diabetic foot ulcer', '["diabetic"]',
'[
  {"id": "perfusionInfection", "kind": "review", "firstDueDay": 0, "repeatsEveryDays": null, "untilDay": null,
   "instruction": "Check perfusion, depth to bone and signs of infection; refer at once if limb or life is at risk",
   "expectedKinds": [], "expectedSkus": []},
  {"id": "baseline", "kind": "assessment", "firstDueDay": 0, "repeatsEveryDays": null, "untilDay": null,
   "instruction": "Baseline: measure the wound after debridement",
   "expectedKinds": [], "expectedSkus": []},
  {"id": "offLoading", "kind": "review", "firstDueDay": 0, "repeatsEveryDays": 7, "untilDay": null,
   "instruction": "Check that off-loading is worn and fits, and ask about glucose control",
   "expectedKinds": [], "expectedSkus": []},
  {"id": "dressing", "kind": "treatment", "firstDueDay": 0, "repeatsEveryDays": 7, "untilDay": null,
   "instruction": "Debride where a clinician finds it indicated, then a dressing that suits the exudate",
   "expectedKinds": [], "expectedSkus": []}
]', 7, '[{"week": 4, "leastReductionPercent": 50}]', 2,
'Example written for Caretrail; replace with your own', '2026-11-22', now()),
('0199c0de-0160-7000-8000-000000000003', 1, 'Example: Pressure injury', '["pressure"]',
'[
  {"id": "baseline", "kind": "assessment", "firstDueDay": 0, "repeatsEveryDays": null, "untilDay": null,
   "instruction": "Baseline: stage, measure, and look for undermining and tunnelling",
   "expectedKinds": [], "expectedSkus": []},
  {"id": "redistribution", "kind": "review", "firstDueDay": 0, "repeatsEveryDays": 7, "untilDay": null,
   "instruction": "Check repositioning plan, support surface, moisture and nutrition",
   "expectedKinds": [], "expectedSkus": []},
  {"id": "dressing", "kind": "treatment", "firstDueDay": 0, "repeatsEveryDays": 3, "untilDay": null,
   "instruction": "Dressing that keeps the wound moist and suits its depth and exudate",
   "expectedKinds": ["dressing"],
   "expectedSkus": []},
  {"id": "notImproving", "kind": "review", "firstDueDay": 14, "repeatsEveryDays": null, "untilDay": null,
   "instruction": "No better after 2 weeks: clinician reviews infection, pressure relief and goals of care",
   "expectedKinds": [], "expectedSkus": []}
]', 7, '[{"week": 4, "leastReductionPercent": 30}]', 1,
'Example written for Caretrail; replace with your own', '2026-11-22', now());
