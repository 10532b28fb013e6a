-- Each computer chains the audit events that it writes: an event's hash is the SHA-256 of the hash before it
-- and of its own text, so nothing in between is changed, removed, added or moved without being found.

ALTER TABLE audit_events
  -- Of the computer's clock when the event was written; null from releases before this.
  ADD COLUMN utc_offset_minutes SMALLINT,
  -- All four are null for events from before there were chains, and from computers of such a release.
  ADD COLUMN chain_id UUID,
  ADD COLUMN chain_number BIGINT,
  ADD COLUMN previous_hash BYTEA,
  ADD COLUMN hash BYTEA;

-- Not unique: two copies of one installation go on under the same numbers until they notice.
CREATE INDEX idx_audit_events_chain ON audit_events (chain_id, chain_number)
  WHERE chain_id IS NOT NULL;
CREATE INDEX idx_audit_events_unchained ON audit_events (id) WHERE chain_id IS NULL;

-- How a chain begins. The first event's previous hash is the SHA-256 of this row's text.
CREATE TABLE audit_chains (
  chain_id UUID PRIMARY KEY,
  began_at TIMESTAMPTZ NOT NULL,
  -- A new installation; as another device of a site; from a backup; after another copy had gone on.
  cause VARCHAR(12) NOT NULL CHECK (cause IN ('installation', 'device', 'restore', 'fork')),
  -- Ed25519, the x of a JSON Web Key: heads of this chain are signed with the other half.
  public_key VARCHAR(60) NOT NULL,
  -- As sync calls this computer; null where it is of no site.
  device_id UUID,
  -- The last event that this computer wrote before, which this chain goes on from.
  former_chain_id UUID,
  former_number BIGINT,
  former_hash BYTEA,
  -- How many events without a chain stood here, and the SHA-256 over all of them.
  unchained_count BIGINT NOT NULL,
  unchained_digest BYTEA NOT NULL
);

-- What the computer of a chain has signed: up to this number this is the hash.
CREATE TABLE audit_heads (
  id UUID PRIMARY KEY,
  chain_id UUID NOT NULL,
  chain_number BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  signed_at TIMESTAMPTZ NOT NULL,
  occasion VARCHAR(10) NOT NULL CHECK (occasion IN ('count', 'closing', 'backup', 'export', 'sync')),
  signature BYTEA NOT NULL
);

CREATE INDEX idx_audit_heads_chain ON audit_heads (chain_id, chain_number);

-- The chain that this computer writes: its last event, its key, and the last number that was signed.
CREATE TABLE audit_chain_state (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  chain_id UUID NOT NULL,
  chain_number BIGINT NOT NULL DEFAULT 0,
  hash BYTEA NOT NULL,
  signed_number BIGINT NOT NULL DEFAULT 0,
  -- Ed25519, as a JSON Web Key; it never leaves this computer.
  private_key JSONB NOT NULL,
  -- When these records were last put in the place of others; a later time begins a new chain.
  restored_at TIMESTAMPTZ
);

-- Heads that the sync server told of, newest of each chain: a tail that was cut here is seen by them.
CREATE TABLE audit_anchors (
  chain_id UUID PRIMARY KEY,
  chain_number BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  signed_at TIMESTAMPTZ NOT NULL,
  signature BYTEA NOT NULL,
  told_at TIMESTAMPTZ NOT NULL
);

-- Events without a chain, each with the SHA-256 of its text, as they stood or arrived here.
CREATE TABLE audit_unchained (
  event_id UUID PRIMARY KEY,
  digest BYTEA NOT NULL,
  -- Came by sync, from a computer of an earlier release, after this computer's chain had begun.
  is_arrived BOOLEAN NOT NULL DEFAULT false
);

-- The exact text that a hash goes over: all columns but the two hashes, as PostgreSQL writes a row.
CREATE FUNCTION audit_event_text(e audit_events) RETURNS TEXT AS $$
  SELECT ROW(
    e.chain_id, e.chain_number, e.id,
    to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.utc_offset_minutes, e.host, e.user_id, e.operation, e.kind, e.outcome, e.failure_code,
    e.patient_id, e.entity_type, e.entity_id, e.incident
  )::TEXT;
$$ LANGUAGE sql STABLE;

CREATE FUNCTION audit_chain_text(c audit_chains) RETURNS TEXT AS $$
  SELECT ROW(
    c.chain_id, to_char(c.began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    c.cause, c.public_key, c.device_id, c.former_chain_id, c.former_number,
    encode(c.former_hash, 'hex'), c.unchained_count, encode(c.unchained_digest, 'hex')
  )::TEXT;
$$ LANGUAGE sql STABLE;

CREATE FUNCTION note_unchained_audit_event() RETURNS trigger AS $$
BEGIN
  INSERT INTO audit_unchained (event_id, digest, is_arrived)
  VALUES (NEW.id, sha256(convert_to(audit_event_text(NEW), 'UTF8')), true)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_note_unchained_audit_event AFTER INSERT ON audit_events
  FOR EACH ROW WHEN (NEW.chain_id IS NULL AND is_applying_changes())
  EXECUTE FUNCTION note_unchained_audit_event();

CREATE TRIGGER trigger_keep_audit_chains BEFORE UPDATE OR DELETE ON audit_chains
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_events();
CREATE TRIGGER trigger_keep_all_audit_chains BEFORE TRUNCATE ON audit_chains
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_events();
CREATE TRIGGER trigger_keep_audit_heads BEFORE UPDATE OR DELETE ON audit_heads
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_events();
CREATE TRIGGER trigger_keep_all_audit_heads BEFORE TRUNCATE ON audit_heads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_events();

INSERT INTO audit_unchained (event_id, digest)
SELECT id, sha256(convert_to(audit_event_text(e), 'UTF8')) FROM audit_events e;
