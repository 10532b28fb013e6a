-- Sync: a device's outbox, the site's log, and what people must settle (ARCHITECTURE.md §7). The same
-- tables stand on both ends; `sync_device` and `sync_outbox` are filled on devices, `sync_heads` on the
-- server, and `sync_log` holds all of the log there and what came from others here.

-- Whatever comes from elsewhere keeps the time at which it was changed there.
CREATE OR REPLACE FUNCTION update_updated_at_column() RETURNS trigger AS $$
BEGIN
  IF NOT is_applying_changes() THEN
    NEW.updated_at = now();
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;

-- This computer as one device of a site. Without a row nothing is captured.
CREATE TABLE sync_device (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  device_id UUID NOT NULL,
  device_name VARCHAR(100) NOT NULL,
  server_url TEXT NOT NULL,
  -- The site as the server calls it.
  site_id UUID NOT NULL,
  -- Ed25519, as a JSON Web Key; it never leaves this computer.
  private_key JSONB NOT NULL,
  -- The server's count of its own restores: another one means that its tail may be gone.
  epoch INTEGER NOT NULL DEFAULT 1,
  -- Of the next change made here; numbers have no gaps.
  next_number BIGINT NOT NULL DEFAULT 1,
  -- The last number that the server has said it holds, and the chain of digests up to it.
  acked_number BIGINT NOT NULL DEFAULT 0,
  acked_chain TEXT NOT NULL DEFAULT '',
  -- The last place of the site's log that these tables hold.
  cursor_seq BIGINT NOT NULL DEFAULT 0,
  -- Hybrid clock: milliseconds times 65,536 plus a count.
  last_stamp BIGINT NOT NULL DEFAULT 0,
  -- How far this clock is behind the server's, as last heard.
  clock_offset_ms BIGINT NOT NULL DEFAULT 0,
  enrolled_at TIMESTAMPTZ NOT NULL,
  last_contact_at TIMESTAMPTZ
);

-- What was changed here, in order; kept after the server has it, because the server may be restored.
CREATE TABLE sync_outbox (
  number BIGINT PRIMARY KEY,
  -- Changes with the same one were committed together.
  transaction_id BIGINT NOT NULL,
  stamp BIGINT NOT NULL,
  entity VARCHAR(63) NOT NULL,
  -- JSON array of the primary key's values.
  row_key TEXT NOT NULL,
  op CHAR(1) NOT NULL CHECK (op IN ('i', 'u', 'd')),
  -- Of each register that this change moved: the change that its author saw there.
  base JSONB NOT NULL,
  -- The columns as this change sets them.
  body JSONB NOT NULL,
  -- The row and its registers as they were, for taking this change back; null for an insert.
  before JSONB,
  before_registers JSONB,
  user_id UUID,
  schema_version INTEGER NOT NULL,
  captured_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  acked_at TIMESTAMPTZ,
  -- The stamp that counts where the server gave another; `stamp` stays, for digests go over what was sent.
  restamped BIGINT,
  -- Made anew on top of what came from others: how to take that back, and whether it had no effect.
  undo JSONB,
  is_without_effect BOOLEAN NOT NULL DEFAULT false,
  -- Where the site's log has it; null until it came back.
  seq BIGINT
);

CREATE INDEX idx_sync_outbox_row ON sync_outbox (entity, row_key, number);
CREATE INDEX idx_sync_outbox_unseen ON sync_outbox (number) WHERE seq IS NULL;

-- How far the first sync of this computer is; gone once it is through.
CREATE TABLE sync_first (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  -- `send`: what stood here goes to the outbox. `fetch`: the site's records come from a snapshot.
  direction VARCHAR(5) NOT NULL CHECK (direction IN ('send', 'fetch')),
  -- The list of chunks; null until the server has said it.
  snapshot JSONB,
  -- The next table or chunk, and the last key of the table that was taken.
  place INTEGER NOT NULL DEFAULT 0,
  last_key JSONB,
  -- Of the row that goes next, and of the last of all.
  next_number BIGINT,
  last_number BIGINT,
  next_stamp BIGINT,
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL,
  began_at TIMESTAMPTZ NOT NULL
);

-- Which change a value stands by. No entry: the insert of the row.
CREATE TABLE sync_registers (
  entity VARCHAR(63) NOT NULL,
  row_key TEXT NOT NULL,
  -- A column, or '' where the row is one value.
  field VARCHAR(63) NOT NULL,
  device_id UUID NOT NULL,
  number BIGINT NOT NULL,
  stamp BIGINT NOT NULL,
  PRIMARY KEY (entity, row_key, field)
);

-- The site's log: gapless, in the order in which the server committed it.
CREATE TABLE sync_log (
  seq BIGINT PRIMARY KEY,
  device_id UUID NOT NULL,
  number BIGINT NOT NULL,
  -- The number of the last change of its transaction.
  transaction_end BIGINT NOT NULL,
  -- As it counts: the device's own, or the server's where that clock ran ahead.
  stamp BIGINT NOT NULL,
  outcome VARCHAR(12) NOT NULL CHECK
    (outcome IN ('applied', 'merged', 'held', 'quarantined', 'waiting')),
  received_at TIMESTAMPTZ NOT NULL,
  -- Text and not JSONB: digests are taken over these very bytes.
  line TEXT NOT NULL,
  UNIQUE (device_id, number)
);

-- The few that were set aside are looked for by what follows from them.
CREATE INDEX idx_sync_log_set_aside ON sync_log (seq)
  WHERE outcome IN ('held', 'quarantined', 'waiting');

CREATE FUNCTION keep_sync_log() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'the log of a site only grows' USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;

-- The server's place for the next entry. Its row lock makes the order of the log that of the commits.
CREATE TABLE sync_site (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  head BIGINT NOT NULL DEFAULT 0,
  epoch INTEGER NOT NULL DEFAULT 1,
  max_stamp BIGINT NOT NULL DEFAULT 0
);

-- How far the server has each device's changes; the server's own entries stand by the nil id.
CREATE TABLE sync_heads (
  device_id UUID PRIMARY KEY,
  acked_number BIGINT NOT NULL DEFAULT 0,
  acked_chain TEXT NOT NULL DEFAULT ''
);

-- From which place on an earlier epoch's log is not this one's.
CREATE TABLE sync_epochs (
  epoch INTEGER PRIMARY KEY,
  base_seq BIGINT NOT NULL,
  began_at TIMESTAMPTZ NOT NULL
);

-- What two people did without having seen each other's, and what could not be taken up: written by the
-- server into the log, so that everybody has the same list.
CREATE TABLE sync_reviews (
  id UUID PRIMARY KEY,
  kind VARCHAR(30) NOT NULL,
  is_blocking BOOLEAN NOT NULL,
  entity VARCHAR(63) NOT NULL,
  row_key TEXT NOT NULL,
  patient_id UUID,
  -- Each: change, device, user, stamp, and the values by table, row and column.
  standing JSONB NOT NULL,
  arriving JSONB NOT NULL,
  raised_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_sync_reviews_patient_id ON sync_reviews (patient_id);
CREATE INDEX idx_sync_reviews_row ON sync_reviews (entity, row_key);

CREATE TABLE sync_settlements (
  id UUID PRIMARY KEY,
  review_id UUID NOT NULL REFERENCES sync_reviews (id),
  choice VARCHAR(20) NOT NULL CHECK (choice IN ('keepStanding', 'takeArriving', 'both', 'noted')),
  note VARCHAR(500),
  settled_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  settled_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_sync_settlements_review_id ON sync_settlements (review_id);

-- Two registrations of one person, or that they are two people after all: the latest counts.
CREATE TABLE patient_links (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  other_patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  is_same BOOLEAN NOT NULL,
  reason VARCHAR(500) NOT NULL,
  linked_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  linked_at TIMESTAMPTZ NOT NULL,
  CHECK (patient_id < other_patient_id)
);

CREATE INDEX idx_patient_links_patient_id ON patient_links (patient_id);
CREATE INDEX idx_patient_links_other_patient_id ON patient_links (other_patient_id);

CREATE TRIGGER trigger_keep_sync_log BEFORE UPDATE OF device_id, number, stamp, line ON sync_log
  FOR EACH ROW EXECUTE FUNCTION keep_sync_log();

-- The next numbers and stamps for changes made here.
CREATE FUNCTION take_sync_numbers(
  wanted BIGINT, OUT first_number BIGINT, OUT first_stamp BIGINT, OUT device UUID
) AS $$
  UPDATE sync_device SET
    next_number = next_number + wanted,
    last_stamp = greatest(
      last_stamp,
      ((extract(epoch FROM clock_timestamp()) * 1000)::BIGINT + clock_offset_ms) << 16
    ) + wanted
  RETURNING next_number - wanted, last_stamp - wanted + 1, device_id;
$$ LANGUAGE sql;

-- The key as a JSON array; nearly all have one column, and that is the quick way.
CREATE FUNCTION sync_row_key(content JSONB, keys TEXT[]) RETURNS TEXT AS $$
  SELECT CASE WHEN cardinality(keys) = 1 THEN '[' || (content -> keys[1])::TEXT || ']'
    ELSE (
      SELECT jsonb_agg(content -> key ORDER BY place)::TEXT
      FROM unnest(keys) WITH ORDINALITY AS named (key, place)
    ) END;
$$ LANGUAGE sql IMMUTABLE;

-- The columns that differ, as they are now; none where only the time of the change differs.
CREATE FUNCTION sync_changed(was JSONB, content JSONB, kept_here TEXT[]) RETURNS JSONB AS $$
  SELECT CASE WHEN bool_or(key <> 'updated_at') THEN jsonb_object_agg(key, value) END
  FROM jsonb_each(content - kept_here)
  WHERE value IS DISTINCT FROM was -> key;
$$ LANGUAGE sql IMMUTABLE;

CREATE FUNCTION sync_user() RETURNS UUID AS $$
  SELECT nullif(current_setting('caretrail.user', true), '')::UUID;
$$ LANGUAGE sql STABLE;

CREATE FUNCTION sync_schema_version() RETURNS INTEGER AS $$
  SELECT max(left(name, 3)::INTEGER) FROM schema_migrations;
$$ LANGUAGE sql STABLE;

-- The registers that a change of these columns moves. What follows from others has none of its own.
CREATE FUNCTION sync_moved(changed JSONB, unit TEXT) RETURNS TEXT[] AS $$
  SELECT CASE unit
    WHEN 'none' THEN ARRAY[]::TEXT[]
    WHEN 'fields' THEN ARRAY(SELECT jsonb_object_keys(
      changed - ARRAY['updated_at', 'version', 'search_text', 'mrn_key']))
    ELSE ARRAY['']
  END;
$$ LANGUAGE sql IMMUTABLE;

-- By which changes the registers of a row stand (all of them where `fields` is null).
CREATE FUNCTION sync_registers_of(of_entity TEXT, of_row TEXT, fields TEXT[]) RETURNS JSONB AS $$
  SELECT coalesce(
    jsonb_object_agg(field, jsonb_build_array(device_id, number, stamp::TEXT)), '{}')
  FROM sync_registers
  WHERE entity = of_entity AND row_key = of_row AND (fields IS NULL OR field = ANY (fields));
$$ LANGUAGE sql STABLE;

CREATE FUNCTION sync_base(of_entity TEXT, of_row TEXT, fields TEXT[]) RETURNS JSONB AS $$
  SELECT coalesce(jsonb_object_agg(field, device_id || ':' || number), '{}')
  FROM sync_registers
  WHERE entity = of_entity AND row_key = of_row AND (fields IS NULL OR field = ANY (fields));
$$ LANGUAGE sql STABLE;

-- Three triggers write an outbox entry for each row that a statement changed, in its own transaction.
-- Their arguments: the key's columns, and those that stay on this computer, both with commas; and the
-- unit of concurrency: 'row', 'whole' (the later change counts with all of its row, so a change carries all
-- of it), 'fields' (each column by itself), or 'none' where rows never change.
CREATE FUNCTION capture_inserts() RETURNS trigger AS $$
DECLARE
  keys CONSTANT TEXT[] := string_to_array(TG_ARGV[0], ',');
  kept_here CONSTANT TEXT[] := string_to_array(TG_ARGV[1], ',');
  first_key CONSTANT TEXT := keys[1];
  has_one_key CONSTANT BOOLEAN := cardinality(keys) = 1;
  entity CONSTANT TEXT := TG_TABLE_NAME;
  author CONSTANT UUID := sync_user();
  made_by CONSTANT INTEGER := sync_schema_version();
  made_in CONSTANT BIGINT := pg_current_xact_id()::TEXT::BIGINT;
  taken RECORD;
BEGIN
  SELECT * INTO taken FROM take_sync_numbers((SELECT count(*) FROM new_rows));
  IF taken.device IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO sync_outbox
    (number, transaction_id, stamp, entity, row_key, op, base, body, user_id, schema_version)
  SELECT taken.first_number + place - 1, made_in, taken.first_stamp + place - 1, entity,
    CASE WHEN has_one_key THEN '[' || (content -> first_key)::TEXT || ']'
      ELSE sync_row_key(content, keys) END,
    'i', '{}', content - kept_here, author, made_by
  FROM (
    SELECT to_jsonb(r) AS content, row_number() OVER () AS place FROM new_rows r
    OFFSET 0
  ) added;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- What is deleted leaves a register, so that a change which had not seen that is known as such.
CREATE FUNCTION capture_deletes() RETURNS trigger AS $$
DECLARE
  keys CONSTANT TEXT[] := string_to_array(TG_ARGV[0], ',');
  author CONSTANT UUID := sync_user();
  made_by CONSTANT INTEGER := sync_schema_version();
BEGIN
  WITH gone AS MATERIALIZED (
    SELECT content, sync_row_key(content, keys) AS row_key, row_number() OVER () AS place
    FROM (SELECT to_jsonb(r) AS content FROM old_rows r OFFSET 0) each
  ), taken AS MATERIALIZED (
    SELECT * FROM take_sync_numbers((SELECT count(*) FROM gone))
  ), captured AS (
    INSERT INTO sync_outbox
      (number, transaction_id, stamp, entity, row_key, op, base, body, before, before_registers,
        user_id, schema_version)
    SELECT first_number + place - 1, pg_current_xact_id()::TEXT::BIGINT, first_stamp + place - 1,
      TG_TABLE_NAME, row_key, 'd', sync_base(TG_TABLE_NAME, row_key, NULL), '{}', content,
      sync_registers_of(TG_TABLE_NAME, row_key, NULL), author, made_by
    FROM gone CROSS JOIN taken WHERE device IS NOT NULL
    RETURNING entity, row_key, number, stamp
  )
  INSERT INTO sync_registers (entity, row_key, field, device_id, number, stamp)
  SELECT entity, row_key, '', device, number, stamp FROM captured CROSS JOIN taken
  WHERE TG_ARGV[2] <> 'none'
  ON CONFLICT (entity, row_key, field) DO UPDATE
    SET device_id = excluded.device_id, number = excluded.number, stamp = excluded.stamp;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION capture_updates() RETURNS trigger AS $$
DECLARE
  keys CONSTANT TEXT[] := string_to_array(TG_ARGV[0], ',');
  kept_here CONSTANT TEXT[] := string_to_array(TG_ARGV[1], ',');
  unit CONSTANT TEXT := TG_ARGV[2];
  author CONSTANT UUID := sync_user();
  made_by CONSTANT INTEGER := sync_schema_version();
BEGIN
  WITH was AS MATERIALIZED (
    SELECT content, sync_row_key(content, keys) AS row_key
    FROM (SELECT to_jsonb(r) AS content FROM old_rows r OFFSET 0) each
  ), now AS MATERIALIZED (
    SELECT content, sync_row_key(content, keys) AS row_key
    FROM (SELECT to_jsonb(r) AS content FROM new_rows r OFFSET 0) each
  ), changes AS MATERIALIZED (
    SELECT row_key, before, content, changed, sync_moved(changed, unit) AS moved,
      row_number() OVER () AS place
    FROM (
      SELECT row_key, was.content AS before, now.content,
        sync_changed(was.content, now.content, kept_here) AS changed
      FROM was JOIN now USING (row_key)
      OFFSET 0
    ) compared
    WHERE changed IS NOT NULL
  ), taken AS MATERIALIZED (
    SELECT * FROM take_sync_numbers((SELECT count(*) FROM changes))
  ), captured AS (
    INSERT INTO sync_outbox
      (number, transaction_id, stamp, entity, row_key, op, base, body, before, before_registers,
        user_id, schema_version)
    SELECT first_number + place - 1, pg_current_xact_id()::TEXT::BIGINT, first_stamp + place - 1,
      TG_TABLE_NAME, row_key, 'u', sync_base(TG_TABLE_NAME, row_key, moved),
      CASE unit WHEN 'whole' THEN content - kept_here ELSE changed END, before,
      sync_registers_of(TG_TABLE_NAME, row_key, moved), author, made_by
    FROM changes CROSS JOIN taken WHERE device IS NOT NULL
    RETURNING entity, row_key, number, stamp
  )
  INSERT INTO sync_registers (entity, row_key, field, device_id, number, stamp)
  SELECT entity, row_key, field, device, number, stamp
  FROM captured CROSS JOIN taken JOIN changes USING (row_key) CROSS JOIN LATERAL unnest(moved) AS field
  ON CONFLICT (entity, row_key, field) DO UPDATE
    SET device_id = excluded.device_id, number = excluded.number, stamp = excluded.stamp;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- On the computer where an episode ended its runs were changed by this; elsewhere those changes arrive.
CREATE OR REPLACE FUNCTION end_runs_of_episode() RETURNS trigger AS $$
BEGIN
  IF NOT is_applying_changes() THEN
    UPDATE protocol_runs SET episode_ended_on = NEW.ended_on WHERE episode_id = NEW.id;
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- A correction that is taken back leaves the record as the one before it made it.
CREATE FUNCTION forget_correction() RETURNS trigger AS $$
BEGIN
  DELETE FROM corrected_treatments WHERE correction_id = OLD.id;
  DELETE FROM corrected_assessments WHERE correction_id = OLD.id;
  RETURN OLD;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION apply_earlier_correction() RETURNS trigger AS $$
DECLARE
  newest record_amendments;
  said JSONB;
BEGIN
  SELECT * INTO newest FROM record_amendments AS other
  WHERE other.kind = 'correction' AND (other.treatment_record_id = OLD.treatment_record_id
    OR other.wound_assessment_id = OLD.wound_assessment_id)
  ORDER BY other.amended_at DESC, other.id DESC LIMIT 1;
  IF newest.id IS NULL THEN
    RETURN NULL;
  END IF;
  said := corrected_columns(newest.content, newest.id);
  INSERT INTO corrected_treatments
  SELECT (jsonb_populate_record(NULL::corrected_treatments, to_jsonb(record) || said)).*
  FROM treatment_records AS record WHERE record.id = newest.treatment_record_id
  ON CONFLICT (id) DO NOTHING;
  INSERT INTO corrected_assessments
  SELECT (jsonb_populate_record(NULL::corrected_assessments, to_jsonb(record) || said)).*
  FROM wound_assessments AS record WHERE record.id = newest.wound_assessment_id
  ON CONFLICT (id) DO NOTHING;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_forget_correction BEFORE DELETE ON record_amendments
  FOR EACH ROW WHEN (OLD.kind = 'correction' AND is_applying_changes())
  EXECUTE FUNCTION forget_correction();
CREATE TRIGGER trigger_apply_earlier_correction AFTER DELETE ON record_amendments
  FOR EACH ROW WHEN (OLD.kind = 'correction' AND is_applying_changes())
  EXECUTE FUNCTION apply_earlier_correction();

-- What every computer begins with is the same row everywhere: it was not made on the day of an installation.
SELECT set_config('caretrail.applying', 'on', true);
UPDATE contraindications SET created_at = '2026-01-01T00:00:00Z'
  WHERE id::TEXT LIKE '0197a000-0000-7000-8000-%';
UPDATE stock_locations SET created_at = '2026-01-01T00:00:00Z'
  WHERE id::TEXT LIKE '0197a000-0000-7000-8000-%';
UPDATE coverage_rules SET created_at = '2026-01-01T00:00:00Z'
  WHERE id::TEXT LIKE '0199c0de-0170-7000-8000-%';
UPDATE billing_rules SET created_at = '2026-01-01T00:00:00Z'
  WHERE id::TEXT LIKE '0199c0de-0260-7000-8000-%';
UPDATE protocols SET created_at = '2026-01-01T00:00:00Z'
  WHERE id::TEXT LIKE '0199c0de-0160-7000-8000-%';
UPDATE protocol_versions SET written_at = '2026-01-01T00:00:00Z'
  WHERE protocol_id::TEXT LIKE '0199c0de-0160-7000-8000-%' AND version = 1;
UPDATE code_set_editions SET imported_at = '2026-01-01T00:00:00Z', finished_at = '2026-01-01T00:00:00Z'
  WHERE id = '019a2b00-0000-7000-8000-000000000240';
SELECT set_config('caretrail.applying', '', true);

-- Entries that a restored server may have lost, as this computer holds them: kept until its log has them.
CREATE TABLE sync_relay (
  -- Their order in the log that was lost.
  place BIGINT PRIMARY KEY,
  device_id UUID NOT NULL,
  number BIGINT NOT NULL,
  transaction_end BIGINT NOT NULL,
  stamp BIGINT NOT NULL,
  outcome VARCHAR(12) NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  line TEXT NOT NULL,
  is_sent BOOLEAN NOT NULL DEFAULT false,
  UNIQUE (device_id, number)
);
