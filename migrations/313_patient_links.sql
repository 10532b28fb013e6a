-- Duplicate patients: which registrations could be one person, and what people said of two of them. Nothing
-- is ever merged: a link is a fact, its end another, and without the link all stands as it did.

-- How a name sounds, roughly as Soundex has it, but the same for Katherine and Catherine: it says who is
-- looked at, and never by itself that two are one person. Of its letters a to z and those of other scripts
-- count. It calls nothing of its own schema, which indexes do not look into.
CREATE FUNCTION name_sound(name TEXT) RETURNS TEXT AS $$
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

-- The last ten digits; null where there are too few for a phone number.
CREATE FUNCTION phone_key(phone TEXT) RETURNS TEXT AS $$
  SELECT CASE WHEN length(digits) >= 7 THEN right(digits, 10) END
  FROM (SELECT regexp_replace(phone, '[^0-9]', '', 'g') AS digits) typed;
$$ LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION member_key(member_id TEXT) RETURNS TEXT AS $$
  SELECT upper(regexp_replace(member_id, '[^A-Za-z0-9]', '', 'g'));
$$ LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE;

CREATE INDEX idx_patients_name_sound ON patients (name_sound(last_name), name_sound(first_name));
CREATE INDEX idx_patients_phone_key ON patients (phone_key(phone)) WHERE phone IS NOT NULL;
CREATE INDEX idx_coverages_member_key ON coverages (member_key(member_id));

-- Who could be the person of these details: everybody whom shared/patients/match-patients.ts could call
-- likely, and few besides. Each part stands on an index. How the asked names sound is worked out once, and
-- whoever was born on that day is found by the day first: without statistics the planner would read the whole
-- index of sounds, for each patient. OFFSET 0 keeps the two steps apart.
CREATE FUNCTION patients_like(
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

-- Two registrations that are worth comparing, made by triggers on each computer by itself. A pair says
-- nothing yet, and stays when the details change: the comparison is made each time it is shown.
CREATE TABLE patient_pairs (
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  other_patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  PRIMARY KEY (patient_id, other_patient_id),
  CHECK (patient_id < other_patient_id)
);

-- The newest registrations first.
CREATE INDEX idx_patient_pairs_newest ON patient_pairs (other_patient_id, patient_id);

CREATE FUNCTION pair_patients(ids UUID[]) RETURNS void AS $$
  INSERT INTO patient_pairs (patient_id, other_patient_id)
  SELECT DISTINCT least(of.id, like_it.id), greatest(of.id, like_it.id)
  FROM patients of CROSS JOIN LATERAL
    patients_like(of.last_name, of.first_name, of.birth_on, of.mrn_key, of.phone) AS like_it
  WHERE of.id = ANY (ids) AND like_it.id <> of.id
  ON CONFLICT DO NOTHING;
$$ LANGUAGE sql;

-- The same number of a card: one person twice, or a family.
CREATE FUNCTION pair_members(ids UUID[]) RETURNS void AS $$
  INSERT INTO patient_pairs (patient_id, other_patient_id)
  SELECT DISTINCT least(one.id, other.id), greatest(one.id, other.id)
  FROM coverages card
  JOIN coverages same ON member_key(same.member_id) = member_key(card.member_id)
  JOIN patients one ON one.id = card.patient_id
  JOIN patients other ON other.id = same.patient_id
  WHERE card.id = ANY (ids) AND one.id <> other.id
    AND (one.birth_on = other.birth_on
      OR name_sound(one.first_name) = name_sound(other.first_name))
  ON CONFLICT DO NOTHING;
$$ LANGUAGE sql;

-- The server holds the records and shows them to nobody: it looks for no duplicates.
CREATE FUNCTION pair_changed_patients() RETURNS trigger AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM sync_site) THEN
    PERFORM pair_patients(ARRAY(
      SELECT now.id FROM new_rows now JOIN old_rows was USING (id)
      WHERE (now.last_name, now.first_name, now.birth_on, now.mrn_key, now.phone)
        IS DISTINCT FROM (was.last_name, was.first_name, was.birth_on, was.mrn_key, was.phone)));
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION pair_new_patients() RETURNS trigger AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM sync_site) THEN
    PERFORM pair_patients(ARRAY(SELECT id FROM new_rows));
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION pair_coverages() RETURNS trigger AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM sync_site) THEN
    PERFORM pair_members(ARRAY(SELECT id FROM new_rows));
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_pair_new_patients AFTER INSERT ON patients
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION pair_new_patients();
CREATE TRIGGER trigger_pair_changed_patients AFTER UPDATE ON patients
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION pair_changed_patients();
CREATE TRIGGER trigger_pair_new_coverages AFTER INSERT ON coverages
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION pair_coverages();
CREATE TRIGGER trigger_pair_changed_coverages AFTER UPDATE ON coverages
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION pair_coverages();

-- A few at a time go by the indexes; all at once would be planned as a comparison of all with all.
DO $$
DECLARE
  ids UUID[];
  last UUID;
BEGIN
  IF EXISTS (SELECT FROM sync_site) THEN
    RETURN;
  END IF;
  LOOP
    ids := ARRAY(SELECT id FROM patients WHERE last IS NULL OR id > last ORDER BY id LIMIT 200);
    EXIT WHEN ids = '{}';
    PERFORM pair_patients(ids);
    last := ids[cardinality(ids)];
  END LOOP;
  PERFORM pair_members(ARRAY(SELECT id FROM coverages));
END;
$$;

-- A row is what somebody said of two registrations: that they are one person, or that they are two
-- people. It counts until an end of it stands. Where both are said at once, that they are one counts: it
-- only shows more.
ALTER TABLE patient_links
  -- Of a link: the chart for what is recorded from now on.
  ADD COLUMN preferred_patient_id UUID REFERENCES patients (id) ON DELETE CASCADE,
  -- Of two people: how the two agreed when that was said, without what they hold. What agrees otherwise
  -- since then is asked again.
  ADD COLUMN agreement VARCHAR(500),
  ADD CONSTRAINT patient_links_preferred CHECK
    (preferred_patient_id IS NULL OR preferred_patient_id IN (patient_id, other_patient_id));

CREATE INDEX idx_patient_links_preferred_patient_id ON patient_links (preferred_patient_id);

-- That a row of patient_links does not count any more. Whoever had not seen a link cannot end it.
CREATE TABLE patient_link_ends (
  id UUID PRIMARY KEY,
  link_id UUID NOT NULL REFERENCES patient_links (id) ON DELETE CASCADE,
  reason VARCHAR(500) NOT NULL,
  ended_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  ended_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_patient_link_ends_link_id ON patient_link_ends (link_id);

CREATE FUNCTION keep_patient_links() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'what was said of two patients is kept; it ends by an end of its own'
    USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_patient_links BEFORE UPDATE ON patient_links
  FOR EACH ROW WHEN (NOT is_applying_changes()) EXECUTE FUNCTION keep_patient_links();
CREATE TRIGGER trigger_keep_patient_link_ends BEFORE UPDATE ON patient_link_ends
  FOR EACH ROW WHEN (NOT is_applying_changes()) EXECUTE FUNCTION keep_patient_links();
