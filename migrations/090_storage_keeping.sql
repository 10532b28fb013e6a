-- How large the records and how free their disk were, once a day: tells for how many days the room lasts.
CREATE TABLE space_samples (
  day DATE PRIMARY KEY,
  used_bytes BIGINT NOT NULL CHECK (used_bytes >= 0),
  free_bytes BIGINT NOT NULL CHECK (free_bytes >= 0)
);

-- How this computer keeps the records. One row.
CREATE TABLE storage_settings (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  -- Where backups go; null is the folder beside the records.
  backup_folder TEXT,
  -- Null: a backup is made only when somebody asks for one.
  backup_every_hours INTEGER DEFAULT 24 CHECK (backup_every_hours > 0),
  -- How many of the scheduled backups stay.
  backup_keep INTEGER NOT NULL DEFAULT 14 CHECK (backup_keep > 0),
  passphrase_changed_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_storage_settings_updated_at BEFORE UPDATE ON storage_settings
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

INSERT INTO storage_settings (only_one) VALUES (true);

-- Each check of the records and what it found.
CREATE TABLE storage_checks (
  id UUID PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,
  checked_at TIMESTAMPTZ NOT NULL,
  is_healthy BOOLEAN NOT NULL,
  report JSONB NOT NULL
);

CREATE INDEX idx_storage_checks_checked_at ON storage_checks (checked_at);

-- Each backup that was made and verified. Its file may be gone since.
CREATE TABLE backups_made (
  id UUID PRIMARY KEY,
  made_at TIMESTAMPTZ NOT NULL,
  file_name VARCHAR(200) NOT NULL,
  folder TEXT NOT NULL,
  byte_length BIGINT NOT NULL,
  -- A scheduled one goes when enough newer ones are there; one that somebody asked for stays.
  is_scheduled BOOLEAN NOT NULL,
  -- The store's commit number in the backup: an anchor that tells an older copy of the records.
  commit_number BIGINT NOT NULL,
  counts JSONB NOT NULL,
  -- SHA-256 of what vouches for all its pages: whether a file of that name is still this backup.
  digest VARCHAR(64) NOT NULL
);

CREATE INDEX idx_backups_made_made_at ON backups_made (made_at);
