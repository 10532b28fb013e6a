-- A recall may name serials as well as lots, one, several or a range of them.
ALTER TABLE product_recalls
  ADD COLUMN serial_number VARCHAR(50),
  -- Both ends of a range of lots or of serials, compared among those of the same length.
  ADD COLUMN last_lot_number VARCHAR(50),
  ADD COLUMN last_serial_number VARCHAR(50),
  ADD CHECK (last_lot_number IS NULL OR lot_number IS NOT NULL),
  ADD CHECK (last_serial_number IS NULL OR serial_number IS NOT NULL);

-- Which packs of a product were used, and how often, is read from this index alone: spelling makes no
-- other lot, so that no single one can be looked up.
CREATE INDEX idx_treatment_records_packs ON treatment_records (product_id, lot_number, serial_number)
  INCLUDE (voided_at);
DROP INDEX idx_treatment_records_lot_number;

-- What any correction of a signed record ever said of a product.
CREATE INDEX idx_record_amendments_product ON record_amendments ((content ->> 'productId'))
  WHERE treatment_record_id IS NOT NULL AND content IS NOT NULL;

-- Who asked where a recalled product went, what was found, and how long the answer took.
CREATE TABLE recall_drills (
  id UUID PRIMARY KEY,
  -- What was asked for (askedPacks of shared/recalls/trace.ts).
  asked JSONB NOT NULL,
  -- True for an exercise: nobody was called and nothing quarantined.
  is_exercise BOOLEAN NOT NULL,
  asked_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  asked_at TIMESTAMPTZ NOT NULL,
  answered_ms INTEGER NOT NULL CHECK (answered_ms >= 0),
  patient_count INTEGER NOT NULL,
  treatment_count INTEGER NOT NULL,
  pieces_left INTEGER NOT NULL,
  -- When whoever asked had done with it, and what they noted.
  finished_at TIMESTAMPTZ,
  finished_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  quarantined_pieces INTEGER NOT NULL DEFAULT 0,
  note VARCHAR(500),
  CHECK ((finished_at IS NULL) = (finished_by IS NULL)),
  CHECK (quarantined_pieces = 0 OR NOT is_exercise)
);

CREATE INDEX idx_recall_drills_asked_at ON recall_drills (asked_at DESC, id);

-- Lists that were written to a file, and whom each names: whoever reads the file is written down as having
-- seen them. A list that nobody fetched for some days goes.
CREATE TABLE recall_exports (
  id UUID PRIMARY KEY,
  digest VARCHAR(64) NOT NULL,
  -- Ids of patients.
  patient_ids JSONB NOT NULL,
  exported_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  exported_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_recall_exports_digest ON recall_exports (digest);
