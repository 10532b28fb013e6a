-- What was found in a file when it was handed in, and the small picture made of it.
CREATE TABLE stored_file_contents (
  digest VARCHAR(64) NOT NULL,
  purpose VARCHAR(30) NOT NULL,
  media_type VARCHAR(50) NOT NULL,
  thumbnail_digest VARCHAR(64),
  width_px INTEGER CHECK (width_px > 0),
  height_px INTEGER CHECK (height_px > 0),
  page_count INTEGER CHECK (page_count > 0),
  PRIMARY KEY (digest, purpose),
  FOREIGN KEY (digest, purpose) REFERENCES stored_files (digest, purpose) ON DELETE CASCADE
);

-- Photos of wounds and documents of a chart. The bytes stand in the file store, by their SHA-256.
CREATE TABLE wound_photos (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  wound_id UUID NOT NULL REFERENCES wounds (id),
  wound_assessment_id UUID NOT NULL REFERENCES wound_assessments (id),
  -- The amendment that brought it, where the assessment was signed before.
  amendment_id UUID REFERENCES record_amendments (id),
  digest VARCHAR(64) NOT NULL,
  thumbnail_digest VARCHAR(64) NOT NULL,
  media_type VARCHAR(50) NOT NULL,
  width_px INTEGER NOT NULL CHECK (width_px > 0),
  height_px INTEGER NOT NULL CHECK (height_px > 0),
  taken_at TIMESTAMPTZ NOT NULL,
  caption VARCHAR(300),
  -- { "from": {x, y}, "to": {x, y}, "lengthMm": n } and [{x, y}, ...], in pixels of the photo.
  calibration JSONB,
  outline JSONB,
  -- Area inside the outline; an estimate.
  measured_area_mm2 INTEGER CHECK (measured_area_mm2 > 0),
  added_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  voided_at TIMESTAMPTZ,
  voided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  void_reason VARCHAR(500),
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CHECK ((measured_area_mm2 IS NULL) OR (calibration IS NOT NULL AND outline IS NOT NULL))
);

CREATE INDEX idx_wound_photos_patient_id ON wound_photos (patient_id, taken_at DESC);
CREATE INDEX idx_wound_photos_wound_id ON wound_photos (wound_id, taken_at DESC);
CREATE INDEX idx_wound_photos_assessment ON wound_photos (wound_assessment_id);
CREATE INDEX idx_wound_photos_digest ON wound_photos (digest);
CREATE INDEX idx_wound_photos_thumbnail_digest ON wound_photos (thumbnail_digest);

CREATE TRIGGER trigger_update_wound_photos_updated_at BEFORE UPDATE ON wound_photos
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- Consents, letters, outside results. A consent signed here holds what was agreed to and who signed.
CREATE TABLE chart_documents (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  wound_id UUID REFERENCES wounds (id),
  treatment_record_id UUID REFERENCES treatment_records (id),
  amendment_id UUID REFERENCES record_amendments (id),
  kind VARCHAR(20) NOT NULL CHECK (kind IN ('consent', 'letter', 'outsideResult', 'other')),
  title VARCHAR(200) NOT NULL,
  document_on DATE NOT NULL,
  -- The file; for a consent signed here the image of the signature.
  digest VARCHAR(64) NOT NULL,
  thumbnail_digest VARCHAR(64),
  media_type VARCHAR(50) NOT NULL,
  byte_length BIGINT NOT NULL,
  page_count INTEGER CHECK (page_count > 0),
  -- The words that were signed; null for a file from elsewhere.
  statement TEXT,
  signer_name VARCHAR(200),
  signer_relation VARCHAR(20) CHECK (signer_relation IN ('patient', 'guardian', 'representative')),
  signed_at TIMESTAMPTZ,
  witnessed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  witness_name VARCHAR(200),
  added_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  voided_at TIMESTAMPTZ,
  voided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  void_reason VARCHAR(500),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CHECK ((statement IS NULL) = (signed_at IS NULL)),
  CHECK ((signed_at IS NULL) = (signer_name IS NULL))
);

CREATE INDEX idx_chart_documents_patient_id ON chart_documents (patient_id, document_on DESC);
CREATE INDEX idx_chart_documents_digest ON chart_documents (digest);
CREATE INDEX idx_chart_documents_thumbnail_digest ON chart_documents (thumbnail_digest)
  WHERE thumbnail_digest IS NOT NULL;

CREATE TRIGGER trigger_update_chart_documents_updated_at BEFORE UPDATE ON chart_documents
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- What somebody signed here stays as it was: it can be voided, once.
CREATE FUNCTION keep_signed_consent() RETURNS trigger AS $$
DECLARE
  may_change CONSTANT TEXT[] := ARRAY['voided_at', 'voided_by', 'void_reason', 'updated_at'];
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A signed consent is kept for ever. Void it instead.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change OR OLD.voided_at IS NOT NULL THEN
    RAISE EXCEPTION 'A signed consent cannot be changed. Void it and have another signed.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_signed_consent BEFORE UPDATE OR DELETE ON chart_documents
  FOR EACH ROW WHEN (OLD.statement IS NOT NULL) EXECUTE FUNCTION keep_signed_consent();
