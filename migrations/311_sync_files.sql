-- Which files the site's records name, and where their bytes are: of this computer alone. Rows travel by
-- the log; photos, documents and what was given out follow by themselves, each under its SHA-256.
CREATE TABLE sync_files (
  digest VARCHAR(64) PRIMARY KEY,
  -- `thumbnail` before everything; `chart` for photos and documents, `other` for what goes with its entry
  -- in stored_files.
  kind VARCHAR(9) NOT NULL CHECK (kind IN ('thumbnail', 'chart', 'other')),
  byte_length BIGINT,
  -- The newest travel first.
  dated_at TIMESTAMPTZ NOT NULL,
  -- Null until somebody has looked.
  is_here BOOLEAN,
  -- The server's count of its own restores when it last said that it holds all of the bytes.
  server_epoch INTEGER,
  -- The computer that said it will bring the bytes, by its name.
  holder_name VARCHAR(100),
  -- Somebody opened it and waits.
  wanted_at TIMESTAMPTZ,
  -- What went wrong with this one alone, and when it is tried again.
  failures INTEGER NOT NULL DEFAULT 0,
  retry_at TIMESTAMPTZ,
  -- Has yet to travel; nearly none do, so that looking for them costs nothing.
  is_open BOOLEAN NOT NULL GENERATED ALWAYS AS (is_here IS NOT TRUE OR server_epoch IS NULL) STORED
);

CREATE INDEX idx_sync_files_open ON sync_files (dated_at) WHERE is_open;

-- Photos, documents and their small pictures.
CREATE VIEW files_of_charts AS
  SELECT digest, 'chart' AS kind, taken_at AS dated_at FROM wound_photos
  UNION ALL SELECT thumbnail_digest, 'thumbnail', taken_at FROM wound_photos
  UNION ALL SELECT digest, 'chart', created_at FROM chart_documents
  UNION ALL SELECT thumbnail_digest, 'thumbnail', created_at FROM chart_documents
    WHERE thumbnail_digest IS NOT NULL;

-- What is handed in for a chart waits until a chart names it; what was handed in for a task of one
-- computer, or can be made again, stays there.
CREATE FUNCTION is_travelling_purpose(purpose TEXT) RETURNS BOOLEAN AS $$
  SELECT purpose IN (
    'billing-export', 'billing-lines', 'claim-file', 'disclosure', 'payer-answer', 'recall-list');
$$ LANGUAGE sql IMMUTABLE;

-- Takes up all files that are named and not known yet; does nothing where this is no device.
CREATE FUNCTION note_all_files() RETURNS void AS $$
  INSERT INTO sync_files (digest, kind, byte_length, dated_at)
  SELECT DISTINCT ON (named.digest) named.digest, named.kind,
    (SELECT max(byte_length) FROM stored_files s WHERE s.digest = named.digest), named.dated_at
  FROM (
    SELECT digest, kind, dated_at FROM files_of_charts
    UNION ALL
    SELECT digest, 'other', stored_at FROM stored_files WHERE is_travelling_purpose(purpose)
  ) named
  WHERE EXISTS (SELECT FROM sync_device)
    AND NOT EXISTS (SELECT FROM sync_files f WHERE f.digest = named.digest)
  ORDER BY named.digest, named.kind
  ON CONFLICT DO NOTHING;
$$ LANGUAGE sql;

CREATE FUNCTION note_stored_files() RETURNS trigger AS $$
BEGIN
  IF EXISTS (SELECT FROM sync_device) THEN
    INSERT INTO sync_files (digest, kind, byte_length, dated_at)
    SELECT digest, 'other', byte_length, stored_at FROM new_rows
    WHERE is_travelling_purpose(purpose)
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- Its argument: the column by which photos or documents are ordered.
CREATE FUNCTION note_chart_files() RETURNS trigger AS $$
BEGIN
  IF EXISTS (SELECT FROM sync_device) THEN
    INSERT INTO sync_files (digest, kind, byte_length, dated_at)
    SELECT DISTINCT ON (named.digest) named.digest, named.kind,
      (SELECT max(byte_length) FROM stored_files s WHERE s.digest = named.digest), named.dated_at
    FROM (
      SELECT content ->> 'digest' AS digest, 'chart' AS kind,
        (content ->> TG_ARGV[0])::TIMESTAMPTZ AS dated_at
      FROM (SELECT to_jsonb(r) AS content FROM new_rows r) added
      UNION ALL
      SELECT content ->> 'thumbnail_digest', 'thumbnail', (content ->> TG_ARGV[0])::TIMESTAMPTZ
      FROM (SELECT to_jsonb(r) AS content FROM new_rows r) added
      WHERE content ->> 'thumbnail_digest' IS NOT NULL
    ) named
    ORDER BY named.digest, named.kind
    ON CONFLICT (digest) DO UPDATE SET kind = excluded.kind WHERE sync_files.kind = 'other';
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION forget_stored_files() RETURNS trigger AS $$
BEGIN
  DELETE FROM sync_files f USING old_rows gone
  WHERE f.digest = gone.digest AND f.kind = 'other'
    AND NOT EXISTS (
      SELECT FROM stored_files s WHERE s.digest = gone.digest AND is_travelling_purpose(s.purpose));
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- Of another site nothing is known.
CREATE FUNCTION forget_files() RETURNS trigger AS $$
BEGIN
  DELETE FROM sync_files;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_forget_files AFTER DELETE ON sync_device
  FOR EACH STATEMENT EXECUTE FUNCTION forget_files();
CREATE TRIGGER trigger_note_stored_files AFTER INSERT ON stored_files
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_stored_files();
CREATE TRIGGER trigger_forget_stored_files AFTER DELETE ON stored_files
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION forget_stored_files();
CREATE TRIGGER trigger_note_wound_photos AFTER INSERT ON wound_photos
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_chart_files('taken_at');
CREATE TRIGGER trigger_note_chart_documents AFTER INSERT ON chart_documents
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_chart_files('created_at');
