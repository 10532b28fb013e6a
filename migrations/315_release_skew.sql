-- Computers of older and newer releases at one site (notes/sync.md §5).

-- What became, after the server was brought to a later release, of a transaction that had waited for it.
-- Written by the server into the log, so that everybody takes it up at the same place.
CREATE TABLE sync_decisions (
  id UUID PRIMARY KEY,
  -- The device that made the changes, and the first and last of them.
  device_id UUID NOT NULL,
  first_number BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  is_taken_up BOOLEAN NOT NULL,
  -- Each: its place in the log, number, stamp, outcome, and the line as its device wrote it.
  changes JSONB NOT NULL
);

CREATE INDEX idx_sync_decisions_change ON sync_decisions (device_id, last_number);

CREATE INDEX idx_sync_log_waiting ON sync_log (seq) WHERE outcome = 'waiting';

-- Values of columns that this computer's release does not have yet, as the log's changes left them.
CREATE TABLE sync_later_values (
  entity VARCHAR(63) NOT NULL,
  row_key TEXT NOT NULL,
  field VARCHAR(63) NOT NULL,
  value JSONB NOT NULL,
  PRIMARY KEY (entity, row_key, field)
);

-- What the server has in a verified backup, and is old, is forgotten here: up to which own number, and the
-- chain of digests up to it.
ALTER TABLE sync_device
  ADD COLUMN pruned_number BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN pruned_chain TEXT NOT NULL DEFAULT '',
  -- Of a computer that began from a snapshot: up to where it has the log before that, and up to where it
  -- must, for a server that comes back from a backup; null where it has it.
  ADD COLUMN tail_after BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN tail_until BIGINT;

-- Changes of the log in tables that this computer's release does not have yet.
CREATE TABLE sync_later_changes (
  device_id UUID NOT NULL,
  number BIGINT NOT NULL,
  -- The server's own number of the decision that holds the line, where it had waited there.
  decided_by BIGINT,
  PRIMARY KEY (device_id, number)
);
