-- Under which numbers other programs know a patient. A number means something only with who gave it.
CREATE TABLE patient_identifiers (
  assigning_authority VARCHAR(250) NOT NULL,
  identifier VARCHAR(50) NOT NULL,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  linked_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (assigning_authority, identifier)
);

CREATE INDEX idx_patient_identifiers_patient_id ON patient_identifiers (patient_id);

-- What each sender said last of a patient: tells what a person here changed since.
CREATE TABLE patient_sayings (
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  sender VARCHAR(400) NOT NULL,
  said JSONB NOT NULL,
  -- By the sender's clock, as its message has it; empty where it has none.
  said_at VARCHAR(40) NOT NULL,
  PRIMARY KEY (patient_id, sender)
);

-- The messages that were taken in, so that each is taken in once.
CREATE TABLE hl7_messages (
  sender VARCHAR(400) NOT NULL,
  control_id VARCHAR(199) NOT NULL,
  -- SHA-256: another message under the same control id is told from the same one sent twice.
  digest VARCHAR(64) NOT NULL,
  taken_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (sender, control_id)
);

-- Null where no person replaced the details: a message in the watched folder did.
ALTER TABLE patient_versions ALTER COLUMN replaced_by DROP NOT NULL;

-- The folders of this computer through which other programs send and receive. One row.
CREATE TABLE exchange_folders (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  inbox TEXT,
  outbox TEXT,
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_exchange_folders_updated_at BEFORE UPDATE ON exchange_folders
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

INSERT INTO exchange_folders (only_one) VALUES (true);

-- The files that came and went through these folders, and what became of them.
CREATE TABLE exchange_files (
  id UUID PRIMARY KEY,
  direction VARCHAR(3) NOT NULL CHECK (direction IN ('in', 'out')),
  file_name VARCHAR(255) NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  is_refused BOOLEAN NOT NULL,
  read_count INTEGER NOT NULL,
  added_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  skipped_count INTEGER NOT NULL,
  refused_count INTEGER NOT NULL
);

CREATE INDEX idx_exchange_files_at ON exchange_files (at);
