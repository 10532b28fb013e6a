-- How a wound looked at one time. Lengths are whole millimetres, areas whole square millimetres.
CREATE TABLE wound_assessments (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  -- NO ACTION lets a patient without signed records go with everything that was never signed.
  wound_id UUID NOT NULL REFERENCES wounds (id),
  episode_id UUID NOT NULL REFERENCES care_episodes (id),
  -- The civil day and, where it was said, the instant with the offset that clocks showed.
  assessed_on DATE NOT NULL,
  assessed_at TIMESTAMPTZ,
  assessed_offset_minutes INTEGER,
  -- How the size was measured; null where it was not.
  method VARCHAR(10) CHECK (method IN ('ruler', 'photo', 'traced')),
  -- Head to toe, and side to side at a right angle to it: the width may exceed the length.
  length_mm INTEGER CHECK (length_mm >= 0),
  width_mm INTEGER CHECK (width_mm >= 0),
  depth_mm INTEGER CHECK (depth_mm >= 0),
  -- Length times width, or the area inside the traced outline.
  area_mm2 INTEGER CHECK (area_mm2 >= 0),
  -- [{ "fromClock": 1-12, "toClock": 1-12, "depthMm": n }] and [{ "clock": 1-12, "depthMm": n }].
  undermining JSONB NOT NULL DEFAULT '[]',
  tunnelling JSONB NOT NULL DEFAULT '[]',
  -- Percent of the wound bed; together 100 where any is given.
  epithelial_percent INTEGER CHECK (epithelial_percent BETWEEN 0 AND 100),
  granulation_percent INTEGER CHECK (granulation_percent BETWEEN 0 AND 100),
  slough_percent INTEGER CHECK (slough_percent BETWEEN 0 AND 100),
  necrotic_percent INTEGER CHECK (necrotic_percent BETWEEN 0 AND 100),
  exudate_amount VARCHAR(10) CHECK (exudate_amount IN ('none', 'light', 'moderate', 'heavy')),
  exudate_type VARCHAR(20) CHECK (exudate_type IN
    ('serous', 'serosanguineous', 'sanguineous', 'seropurulent', 'purulent')),
  oedema VARCHAR(10) CHECK (oedema IN ('none', 'mild', 'moderate', 'severe')),
  odour VARCHAR(10) CHECK (odour IN ('none', 'mild', 'moderate', 'strong')),
  pain_score INTEGER CHECK (pain_score BETWEEN 0 AND 10),
  -- Codes of shared/assessments/infection-signs.ts; an empty list says that none was seen, null that nobody looked.
  infection_signs JSONB,
  pressure_stage VARCHAR(20) CHECK (pressure_stage IN
    ('stage1', 'stage2', 'stage3', 'stage4', 'unstageable', 'deepTissue')),
  -- Thirteen items of 1 to 5 by their keys (shared/assessments/bwat.ts); null where not scored.
  bwat_items JSONB,
  notes TEXT,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((area_mm2 IS NULL) = (method IS NULL))
);

CREATE INDEX idx_wound_assessments_wound_id ON wound_assessments (wound_id, assessed_on DESC);
CREATE INDEX idx_wound_assessments_patient_id ON wound_assessments (patient_id);
CREATE INDEX idx_wound_assessments_recorded_by ON wound_assessments (recorded_by);

CREATE TRIGGER trigger_update_wound_assessments_updated_at BEFORE UPDATE ON wound_assessments
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TABLE wound_assessment_versions (
  wound_assessment_id UUID NOT NULL REFERENCES wound_assessments (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  -- The whole assessment as it was in this version.
  assessment JSONB NOT NULL,
  reason VARCHAR(500) NOT NULL,
  replaced_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  replaced_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (wound_assessment_id, version)
);
