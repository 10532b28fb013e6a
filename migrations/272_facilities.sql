-- A facility is corrected by version, and is taken out of use but never deleted: orders name it.
ALTER TABLE facilities
  ADD COLUMN is_active BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- A person as claims name them, where the display name does not say it. Lengths are those of an 837P.
ALTER TABLE users
  ADD COLUMN last_name VARCHAR(60),
  ADD COLUMN first_name VARCHAR(35);
