-- Files kept beside the database by the SHA-256 of their bytes, and the permission that reading one needs.
CREATE TABLE stored_files (
  digest VARCHAR(64) PRIMARY KEY,
  byte_length BIGINT NOT NULL,
  permission VARCHAR(50) NOT NULL,
  stored_at TIMESTAMPTZ NOT NULL
);
