-- From saved to signed: what is signed never changes again (ARCHITECTURE.md §5).
ALTER TABLE treatment_records
  ADD COLUMN signed_at TIMESTAMPTZ,
  ADD COLUMN signed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  ADD COLUMN needs_cosignature BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN cosigned_at TIMESTAMPTZ,
  ADD COLUMN cosigned_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  ADD COLUMN voided_at TIMESTAMPTZ,
  ADD COLUMN voided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  ADD COLUMN void_reason VARCHAR(500),
  -- Applied and recorded further apart than the site's window.
  ADD COLUMN is_late_entry BOOLEAN NOT NULL DEFAULT false,
  ADD CHECK ((signed_at IS NULL) = (signed_by IS NULL)),
  ADD CHECK ((cosigned_at IS NULL) = (cosigned_by IS NULL)),
  ADD CHECK (cosigned_at IS NULL OR signed_at IS NOT NULL),
  ADD CHECK ((voided_at IS NULL) = (void_reason IS NULL));

ALTER TABLE wound_assessments
  ADD COLUMN signed_at TIMESTAMPTZ,
  ADD COLUMN signed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  ADD COLUMN needs_cosignature BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN cosigned_at TIMESTAMPTZ,
  ADD COLUMN cosigned_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  ADD COLUMN voided_at TIMESTAMPTZ,
  ADD COLUMN voided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  ADD COLUMN void_reason VARCHAR(500),
  ADD COLUMN is_late_entry BOOLEAN NOT NULL DEFAULT false,
  ADD CHECK ((signed_at IS NULL) = (signed_by IS NULL)),
  ADD CHECK ((cosigned_at IS NULL) = (cosigned_by IS NULL)),
  ADD CHECK (cosigned_at IS NULL OR signed_at IS NOT NULL),
  ADD CHECK ((voided_at IS NULL) = (void_reason IS NULL));

-- Set to 'on' for one transaction (SET LOCAL) it lets changes from elsewhere in past the locks below.
-- Only what applies remote changes and snapshots may do so.
CREATE FUNCTION is_applying_changes() RETURNS boolean AS $$
  SELECT coalesce(current_setting('caretrail.applying', true), '') = 'on';
$$ LANGUAGE sql STABLE;

-- What was said of a signed record afterwards. The original stays; the newest correction is shown.
CREATE TABLE record_amendments (
  id UUID PRIMARY KEY,
  treatment_record_id UUID REFERENCES treatment_records (id),
  wound_assessment_id UUID REFERENCES wound_assessments (id),
  kind VARCHAR(20) NOT NULL CHECK (kind IN
    ('correction', 'clarification', 'additionalFinding', 'lateEntry')),
  reason VARCHAR(500) NOT NULL,
  -- Words of a clarification, a finding or a late entry; null for a correction.
  note TEXT,
  -- The whole content as a correction makes it, by the names of the contract (shared/signing/signed-content.ts);
  -- null for the other kinds.
  content JSONB,
  -- The correction that its author had before them; null for the original. Two that name the same
  -- one stand side by side.
  supersedes UUID REFERENCES record_amendments (id),
  amended_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  amended_at TIMESTAMPTZ NOT NULL,
  CHECK (num_nonnulls(treatment_record_id, wound_assessment_id) = 1),
  CHECK ((kind = 'correction') = (content IS NOT NULL)),
  CHECK (kind = 'correction' OR note IS NOT NULL)
);

CREATE INDEX idx_record_amendments_treatment ON record_amendments (treatment_record_id, amended_at)
  WHERE treatment_record_id IS NOT NULL;
CREATE INDEX idx_record_amendments_assessment ON record_amendments (wound_assessment_id, amended_at)
  WHERE wound_assessment_id IS NOT NULL;

-- Each act of signing: by whom, under which words, over which content.
CREATE TABLE record_signatures (
  id UUID PRIMARY KEY,
  treatment_record_id UUID REFERENCES treatment_records (id),
  wound_assessment_id UUID REFERENCES wound_assessments (id),
  meaning VARCHAR(20) NOT NULL CHECK (meaning IN ('author', 'cosigner', 'amender')),
  -- What an amender signed.
  amendment_id UUID REFERENCES record_amendments (id),
  signed_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  -- Name and credential as they were then.
  signer_name VARCHAR(200) NOT NULL,
  signer_credential VARCHAR(50),
  signed_at TIMESTAMPTZ NOT NULL,
  attestation TEXT NOT NULL,
  -- SHA-256 of the signed content in its canonical form (shared/signing/signed-content.ts), in hex.
  content_digest VARCHAR(64) NOT NULL,
  CHECK (num_nonnulls(treatment_record_id, wound_assessment_id) = 1),
  CHECK ((meaning = 'amender') = (amendment_id IS NOT NULL))
);

CREATE INDEX idx_record_signatures_treatment ON record_signatures (treatment_record_id)
  WHERE treatment_record_id IS NOT NULL;
CREATE INDEX idx_record_signatures_assessment ON record_signatures (wound_assessment_id)
  WHERE wound_assessment_id IS NOT NULL;
CREATE INDEX idx_record_signatures_amendment ON record_signatures (amendment_id)
  WHERE amendment_id IS NOT NULL;

-- What waits for a signature: few at any time, whatever the table holds.
CREATE INDEX idx_treatment_records_unsigned ON treatment_records (recorded_by, date_applied)
  WHERE signed_at IS NULL AND voided_at IS NULL AND NOT is_imported;
CREATE INDEX idx_treatment_records_unsigned_performer ON treatment_records (performed_by)
  WHERE performed_by IS NOT NULL AND signed_at IS NULL AND voided_at IS NULL AND NOT is_imported;
CREATE INDEX idx_wound_assessments_unsigned ON wound_assessments (recorded_by, assessed_on)
  WHERE signed_at IS NULL AND voided_at IS NULL;
CREATE INDEX idx_treatment_records_to_cosign ON treatment_records (date_applied)
  WHERE needs_cosignature AND signed_at IS NOT NULL AND cosigned_at IS NULL AND voided_at IS NULL;
CREATE INDEX idx_wound_assessments_to_cosign ON wound_assessments (assessed_on)
  WHERE needs_cosignature AND signed_at IS NOT NULL AND cosigned_at IS NULL AND voided_at IS NULL;

-- How many amendments a record had when it went out: one more shows as a difference.
ALTER TABLE billing_batch_records ADD COLUMN amendment_count INTEGER NOT NULL DEFAULT 0;

-- How the site signs. One row.
CREATE TABLE signing_settings (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  -- Hours between what was done and its recording after which it counts as a late entry.
  late_entry_hours INTEGER NOT NULL DEFAULT 24 CHECK (late_entry_hours BETWEEN 1 AND 720),
  -- Which of a nurse's records a clinician signs too.
  nurse_cosignature VARCHAR(20) NOT NULL DEFAULT 'skinSubstitutes'
    CHECK (nurse_cosignature IN ('none', 'skinSubstitutes', 'all')),
  version INTEGER NOT NULL DEFAULT 1,
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

INSERT INTO signing_settings DEFAULT VALUES;

CREATE TRIGGER trigger_update_signing_settings_updated_at BEFORE UPDATE ON signing_settings
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- What the newest correction makes of a record, in columns: only of the few that were corrected. Kept by
-- the trigger below and written by nothing else.
CREATE TABLE corrected_treatments (
  id UUID PRIMARY KEY REFERENCES treatment_records (id),
  correction_id UUID NOT NULL REFERENCES record_amendments (id),
  patient_id UUID NOT NULL,
  order_id UUID NOT NULL REFERENCES orders (id),
  product_id VARCHAR(100) NOT NULL,
  product_name VARCHAR(255) NOT NULL,
  quantity_used INTEGER NOT NULL CHECK (quantity_used > 0),
  date_applied DATE NOT NULL,
  diagnosis TEXT,
  procedure_performed TEXT,
  wound_location VARCHAR(255),
  doctor_notes TEXT,
  recorded_by UUID NOT NULL,
  overuse_reason VARCHAR(500),
  wound_id UUID REFERENCES wounds (id),
  performed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  applied_at TIMESTAMPTZ,
  applied_offset_minutes INTEGER,
  applied_mm2 INTEGER CHECK (applied_mm2 > 0),
  discarded_mm2 INTEGER CHECK (discarded_mm2 >= 0),
  discard_reason VARCHAR(500),
  lot_number VARCHAR(50),
  serial_number VARCHAR(50),
  expires_on DATE
);

CREATE INDEX idx_corrected_treatments_order_product ON corrected_treatments (order_id, product_id);
CREATE INDEX idx_corrected_treatments_patient_id ON corrected_treatments (patient_id);
CREATE INDEX idx_corrected_treatments_date_applied ON corrected_treatments (date_applied);
CREATE INDEX idx_corrected_treatments_wound_id ON corrected_treatments (wound_id) WHERE wound_id IS NOT NULL;

CREATE TABLE corrected_assessments (
  id UUID PRIMARY KEY REFERENCES wound_assessments (id),
  correction_id UUID NOT NULL REFERENCES record_amendments (id),
  assessed_on DATE NOT NULL,
  assessed_at TIMESTAMPTZ,
  assessed_offset_minutes INTEGER,
  method VARCHAR(10),
  length_mm INTEGER,
  width_mm INTEGER,
  depth_mm INTEGER,
  area_mm2 INTEGER,
  undermining JSONB NOT NULL,
  tunnelling JSONB NOT NULL,
  epithelial_percent INTEGER,
  granulation_percent INTEGER,
  slough_percent INTEGER,
  necrotic_percent INTEGER,
  exudate_amount VARCHAR(10),
  exudate_type VARCHAR(20),
  oedema VARCHAR(10),
  odour VARCHAR(10),
  pain_score INTEGER,
  infection_signs JSONB,
  pressure_stage VARCHAR(20),
  bwat_items JSONB,
  notes TEXT
);

-- What a correction says, by the names of columns.
CREATE FUNCTION corrected_columns(content JSONB, correction_id UUID) RETURNS jsonb AS $$
  SELECT coalesce(jsonb_object_agg(lower(regexp_replace(field.key, '([A-Z])', '_\1', 'g')), field.value), '{}')
    || jsonb_build_object('correction_id', correction_id)
  FROM jsonb_each(content) AS field;
$$ LANGUAGE sql IMMUTABLE;

CREATE FUNCTION apply_correction() RETURNS trigger AS $$
DECLARE
  said CONSTANT JSONB := corrected_columns(NEW.content, NEW.id);
BEGIN
  -- One made before another may come in after it from another computer.
  IF EXISTS (
    SELECT FROM record_amendments AS newer
    WHERE newer.kind = 'correction' AND (newer.amended_at, newer.id) > (NEW.amended_at, NEW.id)
      AND (newer.treatment_record_id = NEW.treatment_record_id
        OR newer.wound_assessment_id = NEW.wound_assessment_id)
  ) THEN
    RETURN NULL;
  END IF;
  IF NEW.treatment_record_id IS NOT NULL THEN
    DELETE FROM corrected_treatments WHERE id = NEW.treatment_record_id;
    INSERT INTO corrected_treatments
    SELECT (jsonb_populate_record(NULL::corrected_treatments, to_jsonb(record) || said)).*
    FROM treatment_records AS record WHERE record.id = NEW.treatment_record_id;
  ELSE
    DELETE FROM corrected_assessments WHERE id = NEW.wound_assessment_id;
    INSERT INTO corrected_assessments
    SELECT (jsonb_populate_record(NULL::corrected_assessments, to_jsonb(record) || said)).*
    FROM wound_assessments AS record WHERE record.id = NEW.wound_assessment_id;
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_apply_correction AFTER INSERT ON record_amendments
  FOR EACH ROW WHEN (NEW.kind = 'correction') EXECUTE FUNCTION apply_correction();

-- Treatments as they are shown and counted: the newest correction over what was signed. Whoever counts
-- leaves out those that are voided.
CREATE VIEW current_treatments AS
SELECT record.id, NULL::uuid AS correction_id, record.patient_id, record.order_id, record.product_id,
  record.product_name, record.quantity_used, record.date_applied, record.diagnosis,
  record.procedure_performed, record.wound_location, record.doctor_notes, record.recorded_by,
  record.overuse_reason, record.wound_id, record.performed_by, record.applied_at,
  record.applied_offset_minutes, record.applied_mm2, record.discarded_mm2, record.discard_reason,
  record.lot_number, record.serial_number, record.expires_on, record.is_imported, record.signed_at,
  record.signed_by, record.needs_cosignature, record.cosigned_at, record.cosigned_by, record.voided_at,
  record.voided_by, record.void_reason, record.is_late_entry, record.version, record.created_at,
  record.updated_at
FROM treatment_records AS record
WHERE NOT EXISTS (SELECT FROM corrected_treatments AS corrected WHERE corrected.id = record.id)
UNION ALL
SELECT corrected.id, corrected.correction_id, corrected.patient_id, corrected.order_id,
  corrected.product_id, corrected.product_name, corrected.quantity_used, corrected.date_applied,
  corrected.diagnosis, corrected.procedure_performed, corrected.wound_location, corrected.doctor_notes,
  corrected.recorded_by, corrected.overuse_reason, corrected.wound_id, corrected.performed_by,
  corrected.applied_at, corrected.applied_offset_minutes, corrected.applied_mm2,
  corrected.discarded_mm2, corrected.discard_reason, corrected.lot_number, corrected.serial_number,
  corrected.expires_on, record.is_imported, record.signed_at, record.signed_by,
  record.needs_cosignature, record.cosigned_at, record.cosigned_by, record.voided_at, record.voided_by,
  record.void_reason, record.is_late_entry, record.version, record.created_at, record.updated_at
FROM corrected_treatments AS corrected
JOIN treatment_records AS record ON record.id = corrected.id;

CREATE VIEW current_assessments AS
SELECT record.id, NULL::uuid AS correction_id, record.patient_id, record.wound_id, record.episode_id,
  record.assessed_on, record.assessed_at, record.assessed_offset_minutes, record.method,
  record.length_mm, record.width_mm, record.depth_mm, record.area_mm2, record.undermining,
  record.tunnelling, record.epithelial_percent, record.granulation_percent, record.slough_percent,
  record.necrotic_percent, record.exudate_amount, record.exudate_type, record.oedema, record.odour,
  record.pain_score, record.infection_signs, record.pressure_stage, record.bwat_items, record.notes,
  record.recorded_by, record.signed_at, record.signed_by, record.needs_cosignature, record.cosigned_at,
  record.cosigned_by, record.voided_at, record.voided_by, record.void_reason, record.is_late_entry,
  record.version, record.created_at, record.updated_at
FROM wound_assessments AS record
WHERE NOT EXISTS (SELECT FROM corrected_assessments AS corrected WHERE corrected.id = record.id)
UNION ALL
SELECT corrected.id, corrected.correction_id, record.patient_id, record.wound_id, record.episode_id,
  corrected.assessed_on, corrected.assessed_at, corrected.assessed_offset_minutes, corrected.method,
  corrected.length_mm, corrected.width_mm, corrected.depth_mm, corrected.area_mm2,
  corrected.undermining, corrected.tunnelling, corrected.epithelial_percent,
  corrected.granulation_percent, corrected.slough_percent, corrected.necrotic_percent,
  corrected.exudate_amount, corrected.exudate_type, corrected.oedema, corrected.odour,
  corrected.pain_score, corrected.infection_signs, corrected.pressure_stage, corrected.bwat_items,
  corrected.notes, record.recorded_by, record.signed_at, record.signed_by, record.needs_cosignature,
  record.cosigned_at, record.cosigned_by, record.voided_at, record.voided_by, record.void_reason,
  record.is_late_entry, record.version, record.created_at, record.updated_at
FROM corrected_assessments AS corrected
JOIN wound_assessments AS record ON record.id = corrected.id;

-- A signed record changes in two ways, each once: a co-signature, and being voided. One that was voided
-- before it was signed changes no more. Both messages say what to do instead.
CREATE FUNCTION lock_signed_record() RETURNS trigger AS $$
DECLARE
  may_change CONSTANT TEXT[] := ARRAY['cosigned_at', 'cosigned_by', 'voided_at', 'voided_by',
    'void_reason', 'updated_at'];
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.signed_at IS NOT NULL THEN
      RAISE EXCEPTION 'A signed record is kept for ever. Void it instead of deleting it.'
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.signed_at IS NULL AND OLD.voided_at IS NULL THEN
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'A signed or voided record cannot be changed. Amend a signed one instead.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.voided_at IS NOT NULL
    AND (NEW.voided_at, NEW.voided_by, NEW.void_reason, NEW.cosigned_at, NEW.cosigned_by)
      IS DISTINCT FROM
        (OLD.voided_at, OLD.voided_by, OLD.void_reason, OLD.cosigned_at, OLD.cosigned_by) THEN
    RAISE EXCEPTION 'A voided record stays as it is.' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.cosigned_at IS NOT NULL
    AND (NEW.cosigned_at, NEW.cosigned_by) IS DISTINCT FROM (OLD.cosigned_at, OLD.cosigned_by) THEN
    RAISE EXCEPTION 'A co-signature stays as it is.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_lock_treatment_records BEFORE UPDATE OR DELETE ON treatment_records
  FOR EACH ROW EXECUTE FUNCTION lock_signed_record();
CREATE TRIGGER trigger_lock_wound_assessments BEFORE UPDATE OR DELETE ON wound_assessments
  FOR EACH ROW EXECUTE FUNCTION lock_signed_record();

-- What stood in a record before it was signed belongs to it. Arguments: the table of the records, and the
-- column that names one.
CREATE FUNCTION lock_signed_versions() RETURNS trigger AS $$
DECLARE
  record_table CONSTANT TEXT := TG_ARGV[0];
  row_here CONSTANT JSONB := to_jsonb(CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END);
  is_signed BOOLEAN;
BEGIN
  IF NOT is_applying_changes() THEN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = $1 AND signed_at IS NOT NULL)', record_table)
      INTO is_signed USING (row_here ->> TG_ARGV[1])::uuid;
    IF is_signed OR TG_OP = 'UPDATE' THEN
      RAISE EXCEPTION 'The earlier versions of a record stay as they are.'
        USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_lock_treatment_record_versions
  BEFORE INSERT OR UPDATE OR DELETE ON treatment_record_versions
  FOR EACH ROW EXECUTE FUNCTION lock_signed_versions('treatment_records', 'treatment_record_id');
CREATE TRIGGER trigger_lock_wound_assessment_versions
  BEFORE INSERT OR UPDATE OR DELETE ON wound_assessment_versions
  FOR EACH ROW EXECUTE FUNCTION lock_signed_versions('wound_assessments', 'wound_assessment_id');

-- Signatures and amendments are only ever added: an author's signature before the record is locked by it,
-- everything else to a signed record that is not voided.
CREATE FUNCTION add_to_signed_record() RETURNS trigger AS $$
DECLARE
  is_open BOOLEAN;
  is_voided BOOLEAN;
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'Signatures and amendments are kept for ever as they are.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.treatment_record_id IS NOT NULL THEN
    SELECT signed_at IS NULL, voided_at IS NOT NULL INTO is_open, is_voided
      FROM treatment_records WHERE id = NEW.treatment_record_id;
  ELSE
    SELECT signed_at IS NULL, voided_at IS NOT NULL INTO is_open, is_voided
      FROM wound_assessments WHERE id = NEW.wound_assessment_id;
  END IF;
  IF is_voided OR is_open IS DISTINCT FROM (coalesce(to_jsonb(NEW) ->> 'meaning', '') = 'author') THEN
    RAISE EXCEPTION 'Only a record that is signed and not voided can be amended or co-signed, and an author signs once.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_lock_record_signatures BEFORE INSERT OR UPDATE OR DELETE ON record_signatures
  FOR EACH ROW EXECUTE FUNCTION add_to_signed_record();
CREATE TRIGGER trigger_lock_record_amendments BEFORE INSERT OR UPDATE OR DELETE ON record_amendments
  FOR EACH ROW EXECUTE FUNCTION add_to_signed_record();

CREATE FUNCTION refuse_direct_change() RETURNS trigger AS $$
BEGIN
  -- The first trigger is this one; below another it is apply_correction that writes.
  IF pg_trigger_depth() < 2 AND NOT is_applying_changes() THEN
    RAISE EXCEPTION 'What a correction makes of a record changes by another correction only.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_lock_corrected_treatments BEFORE INSERT OR UPDATE OR DELETE ON corrected_treatments
  FOR EACH ROW EXECUTE FUNCTION refuse_direct_change();
CREATE TRIGGER trigger_lock_corrected_assessments BEFORE INSERT OR UPDATE OR DELETE ON corrected_assessments
  FOR EACH ROW EXECUTE FUNCTION refuse_direct_change();

CREATE FUNCTION refuse_truncate() RETURNS trigger AS $$
BEGIN
  IF NOT is_applying_changes() THEN
    RAISE EXCEPTION 'The table % is never emptied: signed records are kept for ever.', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_treatment_records BEFORE TRUNCATE ON treatment_records
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_treatment_record_versions BEFORE TRUNCATE ON treatment_record_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_wound_assessments BEFORE TRUNCATE ON wound_assessments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_wound_assessment_versions BEFORE TRUNCATE ON wound_assessment_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_record_signatures BEFORE TRUNCATE ON record_signatures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_record_amendments BEFORE TRUNCATE ON record_amendments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_corrected_treatments BEFORE TRUNCATE ON corrected_treatments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_corrected_assessments BEFORE TRUNCATE ON corrected_assessments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- Whatever signed records name is kept. Arguments: its name in a sentence, then where signed records name it.
CREATE FUNCTION keep_what_signed_records_name() RETURNS trigger AS $$
DECLARE
  place TEXT;
  is_named BOOLEAN;
BEGIN
  IF is_applying_changes() THEN
    RETURN OLD;
  END IF;
  FOREACH place IN ARRAY TG_ARGV[1:] LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I = $1 AND signed_at IS NOT NULL)',
      split_part(place, '.', 1), split_part(place, '.', 2)) INTO is_named USING OLD.id;
    IF is_named THEN
      RAISE EXCEPTION '% with signed records cannot be deleted: signed records are kept for ever.', TG_ARGV[0]
        USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN OLD;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_signed_patients BEFORE DELETE ON patients FOR EACH ROW
  EXECUTE FUNCTION keep_what_signed_records_name('A patient',
    'treatment_records.patient_id', 'wound_assessments.patient_id');
CREATE TRIGGER trigger_keep_signed_orders BEFORE DELETE ON orders FOR EACH ROW
  EXECUTE FUNCTION keep_what_signed_records_name('An order',
    'treatment_records.order_id', 'current_treatments.order_id');
CREATE TRIGGER trigger_keep_signed_wounds BEFORE DELETE ON wounds FOR EACH ROW
  EXECUTE FUNCTION keep_what_signed_records_name('A wound',
    'treatment_records.wound_id', 'current_treatments.wound_id', 'wound_assessments.wound_id');
CREATE TRIGGER trigger_keep_signed_episodes BEFORE DELETE ON care_episodes FOR EACH ROW
  EXECUTE FUNCTION keep_what_signed_records_name('An episode of care',
    'wound_assessments.episode_id');
CREATE TRIGGER trigger_keep_signers BEFORE DELETE ON users FOR EACH ROW
  EXECUTE FUNCTION keep_what_signed_records_name('A person',
    'record_signatures.signed_by', 'treatment_records.recorded_by', 'treatment_records.performed_by',
    'wound_assessments.recorded_by');
