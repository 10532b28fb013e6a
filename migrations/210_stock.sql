-- Every piece from the order to the patient (ARCHITECTURE.md §5). What is on hand is written nowhere: it is
-- the sum of the movements.
CREATE TABLE stock_locations (
  id UUID PRIMARY KEY,
  name VARCHAR(100) NOT NULL UNIQUE,
  -- What lies in quarantine may not be used: it waits to be accepted, or to go back.
  kind VARCHAR(20) NOT NULL CHECK (kind IN ('shelf', 'quarantine')),
  facility_id UUID REFERENCES facilities (id) ON DELETE SET NULL,
  is_active BOOLEAN NOT NULL DEFAULT true,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_stock_locations_updated_at BEFORE UPDATE ON stock_locations
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

INSERT INTO stock_locations (id, name, kind) VALUES
  ('0197a000-0000-7000-8000-000000000101', 'Store room', 'shelf'),
  ('0197a000-0000-7000-8000-000000000102', 'Quarantine', 'quarantine');

-- What can be told apart on a shelf. Where no lot or serial was said it is empty, not null, so that there
-- is one such unit of a product. Numbers are read off packs: case, spaces and dashes make no other unit, so
-- the keys are without them (shared/inventory/unit-label.ts).
CREATE TABLE stock_units (
  id UUID PRIMARY KEY,
  product_id VARCHAR(100) NOT NULL,
  lot_number VARCHAR(50) NOT NULL DEFAULT '',
  serial_number VARCHAR(50) NOT NULL DEFAULT '',
  lot_key VARCHAR(50) NOT NULL GENERATED ALWAYS AS
    (translate(lot_number, 'abcdefghijklmnopqrstuvwxyz -', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')) STORED,
  serial_key VARCHAR(50) NOT NULL GENERATED ALWAYS AS
    (translate(serial_number, 'abcdefghijklmnopqrstuvwxyz -', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')) STORED,
  expires_on DATE,
  -- Area of one piece as it came in.
  piece_mm2 INTEGER CHECK (piece_mm2 > 0),
  -- Of tissue: the donor or the donation identification number.
  donor_number VARCHAR(50),
  -- True where a use or a count found it and nobody had received it.
  is_found BOOLEAN NOT NULL DEFAULT false,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (product_id, lot_key, serial_key)
);

CREATE INDEX idx_stock_units_serial_key ON stock_units (product_id, serial_key) WHERE serial_key <> '';
CREATE INDEX idx_stock_units_expires_on ON stock_units (expires_on);

CREATE TRIGGER trigger_update_stock_units_updated_at BEFORE UPDATE ON stock_units
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- A label that was read or typed wrong is corrected with a reason; what stood before is kept.
CREATE TABLE stock_unit_versions (
  stock_unit_id UUID NOT NULL REFERENCES stock_units (id),
  version INTEGER NOT NULL,
  content JSONB NOT NULL,
  reason VARCHAR(500) NOT NULL,
  replaced_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  replaced_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (stock_unit_id, version)
);

-- What came in at one time.
CREATE TABLE receipts (
  id UUID PRIMARY KEY,
  supplier VARCHAR(200),
  -- Packing slip or delivery note.
  reference VARCHAR(100),
  note VARCHAR(500),
  received_at TIMESTAMPTZ NOT NULL,
  received_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_receipts_received_at ON receipts (received_at DESC, id);

-- One unit of one receipt, with what a tissue trace asks for (Joint Commission, FDA): condition of the
-- package and temperature as it came, who let it on the shelf and when.
CREATE TABLE receipt_lines (
  id UUID PRIMARY KEY,
  receipt_id UUID NOT NULL REFERENCES receipts (id),
  line_number INTEGER NOT NULL CHECK (line_number > 0),
  -- The line it was ordered by, if any. Whoever deletes an order that was never signed for leaves this behind.
  order_line_id UUID REFERENCES order_lines (id) ON DELETE SET NULL,
  stock_unit_id UUID NOT NULL REFERENCES stock_units (id),
  pieces INTEGER NOT NULL CHECK (pieces > 0),
  package_condition VARCHAR(20) NOT NULL CHECK (package_condition IN ('intact', 'damaged', 'opened', 'wet')),
  temperature_check VARCHAR(20) NOT NULL CHECK (temperature_check IN
    ('inRange', 'outOfRange', 'notChecked', 'notNeeded')),
  temperature_tenths_c INTEGER,
  -- As the label of this package said, which may not be what the unit's says.
  expires_on DATE,
  -- What the label said: every scan, with the version of the parser that read it.
  scans JSONB NOT NULL DEFAULT '[]',
  -- Why it was taken in although something about it disagrees: another expiry date, more than ordered.
  note VARCHAR(500),
  -- Null while it waits in quarantine.
  decided_at TIMESTAMPTZ,
  decided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  is_accepted BOOLEAN,
  decision_note VARCHAR(500),
  UNIQUE (receipt_id, line_number),
  CHECK ((decided_at IS NULL) = (is_accepted IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL))
);

CREATE INDEX idx_receipt_lines_stock_unit_id ON receipt_lines (stock_unit_id);
CREATE INDEX idx_receipt_lines_order_line_id ON receipt_lines (order_line_id) WHERE order_line_id IS NOT NULL;
CREATE INDEX idx_receipt_lines_waiting ON receipt_lines (receipt_id) WHERE decided_at IS NULL;

-- A piece that was opened or spoilt without being used on anybody.
CREATE TABLE waste_records (
  id UUID PRIMARY KEY,
  stock_unit_id UUID NOT NULL REFERENCES stock_units (id),
  pieces INTEGER NOT NULL CHECK (pieces > 0),
  reason VARCHAR(500) NOT NULL,
  -- Why no smaller package was opened, where there was one.
  larger_package_reason VARCHAR(500),
  -- How it can be more than there was by the movements, where it is.
  shortage_reason VARCHAR(500),
  -- Whom it was opened for, if for anybody.
  patient_id UUID REFERENCES patients (id),
  order_id UUID REFERENCES orders (id),
  wasted_at TIMESTAMPTZ NOT NULL,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  witnessed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  voided_at TIMESTAMPTZ,
  voided_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  void_reason VARCHAR(500),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL) AND (voided_at IS NULL) = (voided_by IS NULL))
);

CREATE INDEX idx_waste_records_stock_unit_id ON waste_records (stock_unit_id);
CREATE INDEX idx_waste_records_wasted_at ON waste_records (wasted_at DESC, id);
CREATE INDEX idx_waste_records_patient_id ON waste_records (patient_id) WHERE patient_id IS NOT NULL;

-- A physical count of one location. What is expected is kept beside what was counted, as both were then.
CREATE TABLE stock_counts (
  id UUID PRIMARY KEY,
  location_id UUID NOT NULL REFERENCES stock_locations (id),
  started_at TIMESTAMPTZ NOT NULL,
  started_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  -- Null while it goes on.
  closed_at TIMESTAMPTZ,
  closed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  -- True where it was broken off: then it adjusts nothing.
  is_abandoned BOOLEAN NOT NULL DEFAULT false,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);

-- One count at a time in a location.
CREATE UNIQUE INDEX idx_stock_counts_open ON stock_counts (location_id) WHERE closed_at IS NULL;

CREATE TABLE stock_count_lines (
  id UUID PRIMARY KEY,
  count_id UUID NOT NULL REFERENCES stock_counts (id),
  stock_unit_id UUID NOT NULL REFERENCES stock_units (id),
  counted_pieces INTEGER NOT NULL CHECK (counted_pieces >= 0),
  -- What the movements came to when the piece count was entered.
  expected_pieces INTEGER NOT NULL,
  -- Why they differ; needed before the count adjusts it.
  reason VARCHAR(500),
  counted_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  counted_at TIMESTAMPTZ NOT NULL,
  UNIQUE (count_id, stock_unit_id)
);

-- The ledger. What a movement is of has no foreign key: a record that was never signed may go with its
-- patient, and what left the shelf has left it all the same. Reconciliation names such a movement.
CREATE TABLE stock_movements (
  id UUID PRIMARY KEY,
  stock_unit_id UUID NOT NULL REFERENCES stock_units (id),
  location_id UUID NOT NULL REFERENCES stock_locations (id),
  kind VARCHAR(20) NOT NULL CHECK (kind IN
    ('received', 'applied', 'discarded', 'returned', 'expired', 'adjusted', 'transferred')),
  -- What it adds to what is on hand; below zero for what leaves.
  pieces INTEGER NOT NULL,
  -- The same in area; null where the size of a piece is not known, or nobody said what became of it.
  area_mm2 BIGINT,
  reason VARCHAR(500),
  occurred_at TIMESTAMPTZ NOT NULL,
  moved_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  recorded_at TIMESTAMPTZ NOT NULL,
  receipt_line_id UUID,
  treatment_record_id UUID,
  waste_record_id UUID,
  count_line_id UUID,
  -- Both sides of a transfer.
  transfer_id UUID,
  -- All that one command sent back to a supplier, or threw away as expired.
  removal_id UUID,
  -- The movement that this one takes back; each is taken back once at most.
  reverses UUID UNIQUE REFERENCES stock_movements (id),
  CHECK (num_nonnulls(receipt_line_id, treatment_record_id, waste_record_id, count_line_id, transfer_id,
    removal_id) <= 1),
  CHECK (pieces <> 0 OR coalesce(area_mm2, 0) <> 0),
  CHECK (kind <> 'adjusted' OR reason IS NOT NULL)
);

CREATE INDEX idx_stock_movements_unit ON stock_movements (stock_unit_id, location_id) INCLUDE (pieces, area_mm2);
CREATE INDEX idx_stock_movements_treatment ON stock_movements (treatment_record_id)
  WHERE treatment_record_id IS NOT NULL;
CREATE INDEX idx_stock_movements_receipt_line ON stock_movements (receipt_line_id)
  WHERE receipt_line_id IS NOT NULL;
CREATE INDEX idx_stock_movements_waste ON stock_movements (waste_record_id) WHERE waste_record_id IS NOT NULL;
CREATE INDEX idx_stock_movements_count_line ON stock_movements (count_line_id) WHERE count_line_id IS NOT NULL;
CREATE INDEX idx_stock_movements_transfer ON stock_movements (transfer_id) WHERE transfer_id IS NOT NULL;
CREATE INDEX idx_stock_movements_removal ON stock_movements (removal_id) WHERE removal_id IS NOT NULL;
CREATE INDEX idx_stock_movements_occurred_at ON stock_movements (occurred_at DESC, id);

CREATE FUNCTION keep_movements() RETURNS trigger AS $$
BEGIN
  IF NOT is_applying_changes() THEN
    RAISE EXCEPTION 'A movement of stock stays as it is. Take it back by a counter-entry.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_stock_movements BEFORE UPDATE OR DELETE ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION keep_movements();
CREATE TRIGGER trigger_keep_all_stock_movements BEFORE TRUNCATE ON stock_movements
  FOR EACH STATEMENT EXECUTE FUNCTION keep_movements();

-- What a label said before it was corrected stays as well.
CREATE FUNCTION keep_unit_versions() RETURNS trigger AS $$
BEGIN
  IF NOT is_applying_changes() THEN
    RAISE EXCEPTION 'What a label said before stays as it is.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_stock_unit_versions BEFORE UPDATE OR DELETE ON stock_unit_versions
  FOR EACH ROW EXECUTE FUNCTION keep_unit_versions();
CREATE TRIGGER trigger_keep_all_stock_unit_versions BEFORE TRUNCATE ON stock_unit_versions
  FOR EACH STATEMENT EXECUTE FUNCTION keep_unit_versions();

-- A waste record changes in one way, once: it is voided.
CREATE FUNCTION keep_waste_records() RETURNS trigger AS $$
DECLARE
  may_change CONSTANT TEXT[] := ARRAY['voided_at', 'voided_by', 'void_reason'];
BEGIN
  IF is_applying_changes() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL
    AND to_jsonb(NEW) - may_change = to_jsonb(OLD) - may_change THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A waste record stays as it is. Void it if it is wrong.'
    USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_waste_records BEFORE UPDATE OR DELETE ON waste_records
  FOR EACH ROW EXECUTE FUNCTION keep_waste_records();
CREATE TRIGGER trigger_keep_all_waste_records BEFORE TRUNCATE ON waste_records
  FOR EACH STATEMENT EXECUTE FUNCTION keep_waste_records();

-- Movements that nothing has taken back.
CREATE VIEW standing_movements AS
SELECT moved.* FROM stock_movements AS moved
WHERE moved.reverses IS NULL
  AND NOT EXISTS (SELECT FROM stock_movements AS counter WHERE counter.reverses = moved.id);

-- A disagreement between two things that ought to agree, which somebody looked into. The key holds what
-- differed: it is open again when that changes.
CREATE TABLE disagreement_settlements (
  id UUID PRIMARY KEY,
  disagreement_key VARCHAR(300) NOT NULL UNIQUE,
  note VARCHAR(500) NOT NULL,
  settled_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  settled_at TIMESTAMPTZ NOT NULL
);
