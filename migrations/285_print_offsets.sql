-- How each printer is off when it prints on the red claim form, by the name of the printer.
CREATE TABLE print_offsets (
  id UUID PRIMARY KEY,
  printer_name VARCHAR(60) NOT NULL,
  -- Micrometres that the print is moved to the right (to the left where negative) and down (up).
  right_um INTEGER NOT NULL CHECK (right_um BETWEEN -25400 AND 25400),
  down_um INTEGER NOT NULL CHECK (down_um BETWEEN -25400 AND 25400),
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_print_offsets_updated_at BEFORE UPDATE ON print_offsets
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
