-- What this computer finds out about its copy of the site's records, and how many registrations are compared
-- with each other where hundreds sound alike.

-- The last comparison of these records with the server's (notes/sync.md §5, `digest`).
CREATE TABLE sync_checks (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  finished_at TIMESTAMPTZ NOT NULL,
  -- Rows that were compared, and what became of those that differed.
  compared BIGINT NOT NULL,
  fetched BIGINT NOT NULL DEFAULT 0,
  set_aside BIGINT NOT NULL DEFAULT 0,
  left_as_is BIGINT NOT NULL DEFAULT 0
);

-- What differed from the server's, as it stood here: nothing is thrown away with it.
CREATE TABLE sync_differences (
  id UUID PRIMARY KEY,
  found_at TIMESTAMPTZ NOT NULL,
  entity VARCHAR(63) NOT NULL,
  row_key TEXT NOT NULL,
  -- Null where the row was missing here.
  stood JSONB,
  -- `fetched`: it is now as the server has it. `setAside`: the server has no such row, and it stands only in
  -- this table. `left`: it stands as it stood, and somebody is needed.
  outcome VARCHAR(10) NOT NULL CHECK (outcome IN ('fetched', 'setAside', 'left'))
);

CREATE INDEX idx_sync_differences_row ON sync_differences (entity, row_key);

-- Entries of other computers that a restored server cannot take yet, because it lacks what came before them:
-- given back once that has arrived.
CREATE TABLE sync_unplaced (
  device_id UUID NOT NULL,
  number BIGINT NOT NULL,
  transaction_end BIGINT NOT NULL,
  -- Their order in the log that was lost.
  place BIGINT NOT NULL,
  stamp BIGINT NOT NULL,
  outcome VARCHAR(12) NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  line TEXT NOT NULL,
  set_aside_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (device_id, number)
);

-- Where very many registrations sound alike, such as under a day of birth that stands for none, only those of
-- the same name, letter for letter, are compared.
CREATE INDEX idx_patients_named
  ON patients (lower(last_name COLLATE "C"), lower(first_name COLLATE "C"), birth_on, id);

-- The year and one more part of the day, or day and month, swapped perhaps.
CREATE FUNCTION is_near_day(day DATE, other_day DATE) RETURNS boolean AS $$
  SELECT (extract(year FROM day) = extract(year FROM other_day) AND (
      extract(month FROM day) IN (extract(month FROM other_day), extract(day FROM other_day))
      OR extract(day FROM day) = extract(day FROM other_day)))
    OR (extract(month FROM day) = extract(month FROM other_day)
      AND extract(day FROM day) = extract(day FROM other_day));
$$ LANGUAGE sql IMMUTABLE PARALLEL SAFE;

-- Who could be the person of these details: everybody whom shared/patients/match-patients.ts could call
-- likely, and few besides, as long as they are few: shared/patients/match-blocks.ts says the same. Each part
-- stands on an index. How the asked names sound is worked out once, and whoever was born on that day is found
-- by the day first; OFFSET 0 keeps the two steps apart.
CREATE OR REPLACE FUNCTION patients_like(
  of_last TEXT, of_first TEXT, of_birth DATE, of_mrn_key TEXT, of_phone TEXT
) RETURNS TABLE (id UUID) AS $$
DECLARE
  most_compared CONSTANT INTEGER := 50;
  most_born CONSTANT INTEGER := 500;
  last_sound CONSTANT TEXT := name_sound(of_last);
  first_sound CONSTANT TEXT := name_sound(of_first);
  of_phone_key CONSTANT TEXT := phone_key(of_phone);
  last_plain CONSTANT TEXT := lower(of_last COLLATE "C");
  first_plain CONSTANT TEXT := lower(of_first COLLATE "C");
  born UUID[];
  near_day UUID[];
  phoned UUID[];
BEGIN
  IF (SELECT count(*) FROM (
    SELECT FROM patients p WHERE p.birth_on = of_birth LIMIT most_born + 1
  ) same_day) <= most_born THEN
    born := ARRAY(
      SELECT p.id FROM (
        SELECT b.id, name_sound(b.last_name) AS last_name, name_sound(b.first_name) AS first_name
        FROM patients b WHERE b.birth_on = of_birth OFFSET 0
      ) p WHERE p.last_name IN (last_sound, first_sound) OR p.first_name IN (last_sound, first_sound)
      LIMIT most_compared + 1);
  END IF;
  IF born IS NULL OR cardinality(born) > most_compared THEN
    born := ARRAY(
      SELECT p.id FROM patients p
      WHERE lower(p.last_name COLLATE "C") = last_plain AND lower(p.first_name COLLATE "C") = first_plain
        AND p.birth_on = of_birth
      ORDER BY p.id DESC LIMIT most_compared);
  END IF;
  near_day := ARRAY(
    SELECT p.id FROM patients p
    WHERE name_sound(p.last_name) = last_sound AND name_sound(p.first_name) = first_sound
      AND is_near_day(p.birth_on, of_birth)
    LIMIT most_compared + 1);
  IF cardinality(near_day) > most_compared THEN
    near_day := ARRAY(
      SELECT p.id FROM patients p
      WHERE lower(p.last_name COLLATE "C") = last_plain AND lower(p.first_name COLLATE "C") = first_plain
        AND is_near_day(p.birth_on, of_birth)
      ORDER BY p.birth_on DESC, p.id DESC LIMIT most_compared);
  END IF;
  phoned := ARRAY(
    SELECT p.id FROM patients p
    WHERE phone_key(p.phone) = of_phone_key AND p.phone IS NOT NULL
      AND (name_sound(p.first_name) = first_sound OR p.birth_on = of_birth)
    LIMIT most_compared + 1);
  IF cardinality(phoned) > most_compared THEN
    phoned := ARRAY(
      SELECT p.id FROM patients p
      WHERE lower(p.last_name COLLATE "C") = last_plain AND lower(p.first_name COLLATE "C") = first_plain
        AND phone_key(p.phone) = of_phone_key
      ORDER BY p.birth_on DESC, p.id DESC LIMIT most_compared);
  END IF;
  RETURN QUERY
  SELECT p.id FROM patients p WHERE p.mrn_key = of_mrn_key
  UNION
  SELECT unnest(born || near_day || phoned);
END;
$$ LANGUAGE plpgsql STABLE;

-- The same number of a card: one person twice, or a family; and where very many have it, it is no number.
CREATE OR REPLACE FUNCTION pair_members(ids UUID[]) RETURNS void AS $$
  INSERT INTO patient_pairs (patient_id, other_patient_id)
  SELECT DISTINCT least(one.id, other.id), greatest(one.id, other.id)
  FROM coverages card
  JOIN patients one ON one.id = card.patient_id
  CROSS JOIN LATERAL (
    SELECT count(*) > 50 AS is_large FROM (
      SELECT FROM coverages same WHERE member_key(same.member_id) = member_key(card.member_id) LIMIT 51
    ) counted
  ) block
  CROSS JOIN LATERAL (
    (SELECT holder.id FROM coverages same JOIN patients holder ON holder.id = same.patient_id
      WHERE NOT block.is_large AND member_key(same.member_id) = member_key(card.member_id)
        AND (one.birth_on = holder.birth_on
          OR name_sound(one.first_name) = name_sound(holder.first_name)))
    UNION ALL
    (SELECT holder.id FROM patients holder
      WHERE block.is_large AND lower(holder.last_name COLLATE "C") = lower(one.last_name COLLATE "C")
        AND lower(holder.first_name COLLATE "C") = lower(one.first_name COLLATE "C")
        AND EXISTS (SELECT FROM coverages same WHERE same.patient_id = holder.id
          AND member_key(same.member_id) = member_key(card.member_id))
      ORDER BY holder.birth_on DESC, holder.id DESC LIMIT 50)
  ) other
  WHERE card.id = ANY (ids) AND one.id <> other.id
  ON CONFLICT DO NOTHING;
$$ LANGUAGE sql;
