-- Charts of one person: what was recorded on both is claimed once, and who could be one person is found in
-- time that does not grow with the number of patients.

-- What a biller says of two records that look like one thing recorded on two charts of a person: both were
-- done. Only ever added to; the records themselves stay as they are.
CREATE TABLE billing_both_done (
  id UUID PRIMARY KEY,
  treatment_record_id UUID NOT NULL REFERENCES treatment_records (id) ON DELETE RESTRICT,
  other_treatment_record_id UUID NOT NULL REFERENCES treatment_records (id) ON DELETE RESTRICT,
  reason VARCHAR(500) NOT NULL,
  said_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  said_at TIMESTAMPTZ NOT NULL,
  CHECK (treatment_record_id < other_treatment_record_id)
);

CREATE INDEX idx_billing_both_done_treatment ON billing_both_done (treatment_record_id);
CREATE INDEX idx_billing_both_done_other ON billing_both_done (other_treatment_record_id);

CREATE TRIGGER trigger_keep_billing_both_done BEFORE UPDATE OR DELETE ON billing_both_done
  FOR EACH ROW EXECUTE FUNCTION keep_billing_history();
CREATE TRIGGER trigger_keep_all_billing_both_done BEFORE TRUNCATE ON billing_both_done
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- As in 313, to the letter of what it answers, and in half the time.
CREATE OR REPLACE FUNCTION name_sound(name TEXT) RETURNS TEXT AS $$
DECLARE
  letters CONSTANT TEXT := regexp_replace(lower(normalize(name, NFKD)),
    '[\u0001-\u0060\u007B-\u00BF\u0300-\u036F\u2000-\u206F]+', '', 'g');
  sound CONSTANT TEXT := left(
    CASE WHEN letters ~ '^[aeiouhwy]' THEN 'a' ELSE '' END ||
    regexp_replace(
      translate(letters, 'bfpvcgjkqsxzdtlmnraeiouhwy', '111122222222334556'), '(.)\1+', '\1', 'g'
    ), 8);
BEGIN
  RETURN CASE WHEN sound = '' THEN letters ELSE sound END;
END;
$$ LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE;

-- The same people as in 313. How the asked names sound is worked out once, and whoever was born on that day
-- is found by the day first: without statistics the planner would read the whole index of sounds, for each
-- patient. OFFSET 0 keeps the two steps apart.
CREATE OR REPLACE FUNCTION patients_like(
  of_last TEXT, of_first TEXT, of_birth DATE, of_mrn_key TEXT, of_phone TEXT
) RETURNS TABLE (id UUID) AS $$
DECLARE
  last_sound CONSTANT TEXT := name_sound(of_last);
  first_sound CONSTANT TEXT := name_sound(of_first);
  of_phone_key CONSTANT TEXT := phone_key(of_phone);
BEGIN
  RETURN QUERY
  SELECT p.id FROM patients p WHERE p.mrn_key = of_mrn_key
  UNION
  SELECT p.id FROM (
    SELECT born.id, name_sound(born.last_name) AS last_name, name_sound(born.first_name) AS first_name,
      born.phone
    FROM patients born WHERE born.birth_on = of_birth OFFSET 0
  ) p WHERE p.last_name IN (last_sound, first_sound) OR p.first_name IN (last_sound, first_sound)
    OR phone_key(p.phone) = of_phone_key
  UNION
  SELECT p.id FROM patients p
  WHERE name_sound(p.last_name) = last_sound AND name_sound(p.first_name) = first_sound
    -- The year and one more part of the day, or day and month, swapped perhaps.
    AND (
      (extract(year FROM p.birth_on) = extract(year FROM of_birth) AND (
        extract(month FROM p.birth_on) IN
          (extract(month FROM of_birth), extract(day FROM of_birth))
        OR extract(day FROM p.birth_on) = extract(day FROM of_birth)))
      OR (extract(month FROM p.birth_on) = extract(month FROM of_birth)
        AND extract(day FROM p.birth_on) = extract(day FROM of_birth)))
  UNION
  SELECT p.id FROM patients p
  WHERE phone_key(p.phone) = of_phone_key AND p.phone IS NOT NULL
    AND name_sound(p.first_name) = first_sound;
END;
$$ LANGUAGE plpgsql STABLE;
