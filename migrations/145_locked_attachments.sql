-- Photos and documents of a signed record are locked with it: one more comes in only by an amendment of
-- that record, and nothing changes but being voided, once.

-- True where the record is signed and the amendment is none of it. The kind is 'treatment' or 'assessment'.
CREATE FUNCTION is_locked_against(record_kind TEXT, record_id UUID, by_amendment UUID) RETURNS boolean AS $$
  SELECT EXISTS (
    SELECT FROM treatment_records WHERE record_kind = 'treatment' AND id = record_id AND signed_at IS NOT NULL
    UNION ALL
    SELECT FROM wound_assessments WHERE record_kind = 'assessment' AND id = record_id AND signed_at IS NOT NULL
  ) AND NOT EXISTS (
    SELECT FROM record_amendments AS amendment
    WHERE amendment.id = by_amendment
      AND CASE record_kind WHEN 'treatment' THEN amendment.treatment_record_id
        ELSE amendment.wound_assessment_id END = record_id
  );
$$ LANGUAGE sql STABLE;

-- Arguments: the kind of record, and the column that names it; no record, no lock.
CREATE FUNCTION lock_attachment() RETURNS trigger AS $$
DECLARE
  record_kind CONSTANT TEXT := TG_ARGV[0];
  may_change CONSTANT TEXT[] := ARRAY['voided_at', 'voided_by', 'void_reason', 'version', 'updated_at'];
  record_before UUID;
  record_after UUID;
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    record_before := (to_jsonb(OLD) ->> TG_ARGV[1])::uuid;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    record_after := (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
  END IF;
  IF record_after IS NOT NULL AND record_after IS DISTINCT FROM record_before THEN
    IF is_locked_against(record_kind, record_after, NEW.amendment_id) THEN
      RAISE EXCEPTION 'This record is signed. Amend it to add a photo or document.'
        USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  IF record_before IS NOT NULL AND is_locked_against(record_kind, record_before, NULL) THEN
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION 'Photos and documents of a signed record are kept for ever. Void this one instead.'
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change
      OR (OLD.voided_at IS NOT NULL AND (NEW.voided_at, NEW.voided_by, NEW.void_reason)
        IS DISTINCT FROM (OLD.voided_at, OLD.voided_by, OLD.void_reason)) THEN
      RAISE EXCEPTION 'Photos and documents of a signed record cannot be changed. Void this one and add another by an amendment.'
        USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_lock_wound_photos BEFORE INSERT OR UPDATE OR DELETE ON wound_photos
  FOR EACH ROW EXECUTE FUNCTION lock_attachment('assessment', 'wound_assessment_id');
CREATE TRIGGER trigger_lock_chart_documents BEFORE INSERT OR UPDATE OR DELETE ON chart_documents
  FOR EACH ROW EXECUTE FUNCTION lock_attachment('treatment', 'treatment_record_id');

CREATE TRIGGER trigger_keep_wound_photos BEFORE TRUNCATE ON wound_photos
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER trigger_keep_chart_documents BEFORE TRUNCATE ON chart_documents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
