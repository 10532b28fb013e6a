-- What practice asks of a treatment beyond the founding table.
ALTER TABLE treatment_records
  -- NO ACTION, as with assessments; wound_location stays filled with the wound's words.
  ADD COLUMN wound_id UUID REFERENCES wounds (id),
  -- Who did it, where that was not who recorded it.
  ADD COLUMN performed_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  -- When, where it was said, with the offset that clocks showed; date_applied stays the civil day.
  ADD COLUMN applied_at TIMESTAMPTZ,
  ADD COLUMN applied_offset_minutes INTEGER,
  ADD COLUMN applied_mm2 INTEGER CHECK (applied_mm2 > 0),
  ADD COLUMN discarded_mm2 INTEGER CHECK (discarded_mm2 >= 0),
  -- Why some was discarded, and why no smaller package was opened.
  ADD COLUMN discard_reason VARCHAR(500),
  ADD COLUMN lot_number VARCHAR(50),
  ADD COLUMN serial_number VARCHAR(50),
  ADD COLUMN expires_on DATE,
  -- True for what another system recorded: nobody signs or bills it here.
  ADD COLUMN is_imported BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX idx_treatment_records_wound_date ON treatment_records (wound_id, date_applied DESC)
  WHERE wound_id IS NOT NULL;
CREATE INDEX idx_treatment_records_lot_number ON treatment_records (product_id, lot_number)
  WHERE lot_number IS NOT NULL;
