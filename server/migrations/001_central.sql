-- What the server knows of every site. A site's records are in a schema of their own, site_<id>.
CREATE TABLE caretrail.sites (
  id UUID PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  -- Up to where the operator says that a verified backup holds the log.
  durable_seq BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE caretrail.devices (
  id UUID PRIMARY KEY,
  site_id UUID NOT NULL REFERENCES caretrail.sites (id),
  name VARCHAR(100) NOT NULL,
  -- Ed25519, the x of the JSON Web Key.
  public_key VARCHAR(60) NOT NULL,
  enrolled_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  last_seen_at TIMESTAMPTZ,
  revoked_at TIMESTAMPTZ,
  revoked_by_device UUID
);

CREATE INDEX idx_devices_site_id ON caretrail.devices (site_id);

CREATE TABLE caretrail.enrolment_codes (
  -- SHA-256 of the code: whoever reads this table can enrol nothing.
  code_hash VARCHAR(64) PRIMARY KEY,
  site_id UUID NOT NULL REFERENCES caretrail.sites (id),
  -- Null for the code that founds a site.
  made_by_device UUID,
  made_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  expires_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ,
  used_by_device UUID
);

-- What tokens are signed with; all nodes use the newest and accept every one.
CREATE TABLE caretrail.signing_keys (
  id UUID PRIMARY KEY,
  private_key JSONB NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- Assertions count once. They are forgotten when they would be too old anyway.
CREATE TABLE caretrail.used_assertions (
  device_id UUID NOT NULL REFERENCES caretrail.devices (id),
  assertion_id VARCHAR(100) NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (device_id, assertion_id)
);

CREATE INDEX idx_used_assertions_expires_at ON caretrail.used_assertions (expires_at);

CREATE TABLE caretrail.snapshots (
  id UUID PRIMARY KEY,
  site_id UUID NOT NULL REFERENCES caretrail.sites (id),
  seq BIGINT NOT NULL,
  epoch INTEGER NOT NULL,
  schema_version INTEGER NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_snapshots_site_id ON caretrail.snapshots (site_id, created_at);

CREATE TABLE caretrail.snapshot_chunks (
  snapshot_id UUID NOT NULL REFERENCES caretrail.snapshots (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  table_name VARCHAR(63) NOT NULL,
  row_count INTEGER NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  -- Gzip already.
  content BYTEA NOT NULL,
  PRIMARY KEY (snapshot_id, place)
);

ALTER TABLE caretrail.snapshot_chunks ALTER COLUMN content SET STORAGE EXTERNAL;
