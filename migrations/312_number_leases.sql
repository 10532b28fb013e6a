-- Control numbers on a site of several computers (shared/sync/number-leases.ts says why none is given twice).

-- Whose a block is: null where it was begun by a computer of no site. Another device's is of no use here.
ALTER TABLE control_number_blocks ADD COLUMN device_id UUID;

CREATE OR REPLACE FUNCTION keep_control_numbers() RETURNS TRIGGER AS $$
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.kind <> OLD.kind OR NEW.first_number <> OLD.first_number
    OR NEW.last_number <> OLD.last_number OR NEW.next_number < OLD.next_number
    OR (OLD.device_id IS NOT NULL AND NEW.device_id IS DISTINCT FROM OLD.device_id) THEN
    RAISE EXCEPTION 'A control number is never given out twice' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;

-- Which numbers were ever given to which computer, as every computer and the server know it.
CREATE TABLE control_number_leases (
  id UUID PRIMARY KEY,
  kind VARCHAR(20) NOT NULL CHECK (kind IN ('claim', 'interchange')),
  first_number BIGINT NOT NULL CHECK (first_number > 0),
  last_number BIGINT NOT NULL CHECK (last_number <= 999999999),
  device_id UUID NOT NULL,
  leased_at TIMESTAMPTZ NOT NULL,
  CHECK (first_number <= last_number)
);

CREATE INDEX idx_control_number_leases_kind ON control_number_leases (kind, last_number);

CREATE TRIGGER trigger_keep_control_number_leases BEFORE UPDATE OR DELETE ON control_number_leases
  FOR EACH ROW EXECUTE FUNCTION keep_billing_history();
CREATE TRIGGER trigger_keep_all_control_number_leases BEFORE TRUNCATE ON control_number_leases
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- How many numbers this computer asked for at once and did not have: so many it wants to hold from then on.
CREATE TABLE control_number_wishes (
  kind VARCHAR(20) PRIMARY KEY CHECK (kind IN ('claim', 'interchange')),
  wanted BIGINT NOT NULL CHECK (wanted > 0)
);

-- The last number that the server has given to anybody, whether or not that computer has said so in the log.
CREATE TABLE sync_number_grants (
  kind VARCHAR(20) PRIMARY KEY CHECK (kind IN ('claim', 'interchange')),
  last_number BIGINT NOT NULL
);

-- Up to which change of this computer's an encrypted file was written of what the server did not have.
ALTER TABLE sync_device ADD COLUMN exported_number BIGINT NOT NULL DEFAULT 0;

-- The site that this computer has left: its records stay, and it may come again.
CREATE TABLE sync_left (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  site_id UUID NOT NULL,
  device_id UUID NOT NULL,
  device_name VARCHAR(100) NOT NULL,
  left_at TIMESTAMPTZ NOT NULL,
  -- Audit events from before that the server did not get.
  trail JSONB NOT NULL
);
