-- With years of movements nobody can wait until all of them are added up, or compared with all records. So
-- the database keeps two things by itself, as it keeps an index. Neither says anything that the movements do
-- not say, and verify compares both with the whole.

-- Sums of movements by unit and place, without those that come to nothing.
CREATE TABLE stock_sums (
  stock_unit_id UUID NOT NULL REFERENCES stock_units (id),
  location_id UUID NOT NULL REFERENCES stock_locations (id),
  pieces BIGINT NOT NULL,
  PRIMARY KEY (stock_unit_id, location_id)
);

INSERT INTO stock_sums
SELECT stock_unit_id, location_id, sum(pieces) FROM stock_movements
GROUP BY stock_unit_id, location_id HAVING sum(pieces) <> 0;

CREATE FUNCTION add_to_stock_sum(unit UUID, place UUID, moved BIGINT) RETURNS void AS $$
BEGIN
  INSERT INTO stock_sums AS kept (stock_unit_id, location_id, pieces) VALUES (unit, place, moved)
    ON CONFLICT (stock_unit_id, location_id) DO UPDATE SET pieces = kept.pieces + EXCLUDED.pieces;
  DELETE FROM stock_sums WHERE stock_unit_id = unit AND location_id = place AND pieces = 0;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION sum_stock_movement() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM stock_sums;
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM add_to_stock_sum(OLD.stock_unit_id, OLD.location_id, -OLD.pieces);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM add_to_stock_sum(NEW.stock_unit_id, NEW.location_id, NEW.pieces);
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_sum_stock_movements AFTER INSERT OR UPDATE OR DELETE ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION sum_stock_movement();
CREATE TRIGGER trigger_sum_all_stock_movements AFTER TRUNCATE ON stock_movements
  FOR EACH STATEMENT EXECUTE FUNCTION sum_stock_movement();

-- Nobody writes a sum: it follows from a movement.
CREATE FUNCTION keep_stock_sums() RETURNS trigger AS $$
BEGIN
  IF pg_trigger_depth() < 2 AND NOT is_applying_changes() THEN
    RAISE EXCEPTION 'What is on hand stays as it is: the sum of movements. Record a movement.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_stock_sums BEFORE INSERT OR UPDATE OR DELETE ON stock_sums
  FOR EACH ROW EXECUTE FUNCTION keep_stock_sums();
CREATE TRIGGER trigger_keep_all_stock_sums BEFORE TRUNCATE ON stock_sums
  FOR EACH STATEMENT EXECUTE FUNCTION keep_stock_sums();

-- What was written since it was last compared with what it ought to agree with, or did not agree: ids of
-- treatment records, movements, transfers, lines of receipts, orders and counts, and waste records. What agrees
-- is taken off now and then (main/inventory/reconcile.ts), so that this stays short.
CREATE TABLE stock_doubts (
  subject_id UUID PRIMARY KEY
);

CREATE FUNCTION doubt_stock(VARIADIC subjects UUID[]) RETURNS void AS $$
  INSERT INTO stock_doubts (subject_id)
  SELECT DISTINCT subject FROM unnest(subjects) AS subject WHERE subject IS NOT NULL
  ON CONFLICT (subject_id) DO NOTHING;
$$ LANGUAGE sql;

-- Everything that was compared by a movement, which was written, changed or is gone.
CREATE FUNCTION doubt_stock_movement() RETURNS trigger AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    PERFORM doubt_stock(NEW.id, NEW.treatment_record_id, NEW.receipt_line_id, NEW.waste_record_id,
      NEW.count_line_id, NEW.transfer_id);
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM doubt_stock(OLD.id, OLD.treatment_record_id, OLD.receipt_line_id, OLD.waste_record_id,
      OLD.count_line_id, OLD.transfer_id);
    PERFORM doubt_stock(VARIADIC ARRAY(SELECT id FROM stock_movements WHERE reverses = OLD.id));
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_doubt_stock_movements AFTER INSERT OR UPDATE OR DELETE ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION doubt_stock_movement();

-- A treatment with its movements. One of a product that is not kept in stock agrees with having none.
CREATE FUNCTION doubt_treatment() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT FROM products WHERE sku = NEW.product_id AND stocked_since IS NOT NULL) THEN
      PERFORM doubt_stock(NEW.id);
    END IF;
    RETURN NULL;
  END IF;
  PERFORM doubt_stock(OLD.id);
  PERFORM doubt_stock(VARIADIC ARRAY(SELECT id FROM stock_movements WHERE treatment_record_id = OLD.id));
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_doubt_treatment_records_stock AFTER INSERT ON treatment_records
  FOR EACH ROW WHEN (NOT NEW.is_imported) EXECUTE FUNCTION doubt_treatment();
-- Signing changes nothing that stock says.
CREATE TRIGGER trigger_doubt_changed_treatment_records_stock AFTER UPDATE ON treatment_records
  FOR EACH ROW WHEN ((OLD.id, OLD.product_id, OLD.lot_number, OLD.serial_number, OLD.expires_on,
      OLD.quantity_used, OLD.applied_mm2, OLD.discarded_mm2, OLD.voided_at, OLD.is_imported, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.product_id, NEW.lot_number, NEW.serial_number, NEW.expires_on,
      NEW.quantity_used, NEW.applied_mm2, NEW.discarded_mm2, NEW.voided_at, NEW.is_imported, NEW.created_at))
  EXECUTE FUNCTION doubt_treatment();
CREATE TRIGGER trigger_doubt_deleted_treatment_records_stock AFTER DELETE ON treatment_records
  FOR EACH ROW EXECUTE FUNCTION doubt_treatment();

-- Names the columns whose ids are in doubt once a row is written, changed or gone.
CREATE FUNCTION doubt_stock_row() RETURNS trigger AS $$
DECLARE
  named TEXT;
BEGIN
  FOREACH named IN ARRAY TG_ARGV LOOP
    PERFORM doubt_stock((to_jsonb(OLD) ->> named)::uuid, (to_jsonb(NEW) ->> named)::uuid);
  END LOOP;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_doubt_corrected_treatments_stock AFTER INSERT OR UPDATE OR DELETE ON corrected_treatments
  FOR EACH ROW EXECUTE FUNCTION doubt_stock_row('id');
CREATE TRIGGER trigger_doubt_treatment_concerns_stock AFTER INSERT OR UPDATE OR DELETE ON treatment_concerns
  FOR EACH ROW EXECUTE FUNCTION doubt_stock_row('treatment_record_id');
CREATE TRIGGER trigger_doubt_receipt_lines_stock AFTER INSERT OR UPDATE OR DELETE ON receipt_lines
  FOR EACH ROW EXECUTE FUNCTION doubt_stock_row('id', 'order_line_id');
CREATE TRIGGER trigger_doubt_order_lines_stock AFTER UPDATE ON order_lines
  FOR EACH ROW EXECUTE FUNCTION doubt_stock_row('id');
CREATE TRIGGER trigger_doubt_waste_records_stock AFTER INSERT OR UPDATE OR DELETE ON waste_records
  FOR EACH ROW EXECUTE FUNCTION doubt_stock_row('id');
CREATE TRIGGER trigger_doubt_stock_count_lines_stock AFTER INSERT OR UPDATE OR DELETE ON stock_count_lines
  FOR EACH ROW EXECUTE FUNCTION doubt_stock_row('id');

-- A movement without its receipt, once that is gone.
CREATE FUNCTION doubt_movements_of_receipt() RETURNS trigger AS $$
BEGIN
  PERFORM doubt_stock(VARIADIC ARRAY(SELECT id FROM stock_movements WHERE receipt_line_id = OLD.id));
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_doubt_movements_of_receipt_lines AFTER UPDATE OR DELETE ON receipt_lines
  FOR EACH ROW EXECUTE FUNCTION doubt_movements_of_receipt();

-- All that was compared with the label of a unit, or with whether its count is closed.
CREATE FUNCTION doubt_stock_unit() RETURNS trigger AS $$
BEGIN
  PERFORM doubt_stock(VARIADIC ARRAY(
    SELECT coalesce(treatment_record_id, waste_record_id) FROM stock_movements WHERE stock_unit_id = NEW.id
    UNION SELECT id FROM receipt_lines WHERE stock_unit_id = NEW.id));
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_doubt_stock_units AFTER UPDATE ON stock_units
  FOR EACH ROW WHEN ((OLD.product_id, OLD.lot_number, OLD.serial_number, OLD.expires_on, OLD.piece_mm2)
    IS DISTINCT FROM (NEW.product_id, NEW.lot_number, NEW.serial_number, NEW.expires_on, NEW.piece_mm2))
  EXECUTE FUNCTION doubt_stock_unit();

CREATE FUNCTION doubt_stock_count() RETURNS trigger AS $$
BEGIN
  PERFORM doubt_stock(VARIADIC ARRAY(SELECT id FROM stock_count_lines WHERE count_id = NEW.id));
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_doubt_stock_counts AFTER UPDATE ON stock_counts
  FOR EACH ROW EXECUTE FUNCTION doubt_stock_count();

-- What a product is decides which treatments take from stock, and of which every piece's area counts.
CREATE FUNCTION doubt_stocked_product() RETURNS trigger AS $$
BEGIN
  PERFORM doubt_stock(VARIADIC ARRAY(
    SELECT id FROM treatment_records WHERE product_id = NEW.sku AND created_at >= NEW.stocked_since
    UNION SELECT id FROM corrected_treatments WHERE product_id = NEW.sku
    UNION SELECT waste.id FROM waste_records AS waste JOIN stock_units AS unit
      ON unit.id = waste.stock_unit_id AND unit.product_id = NEW.sku));
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_doubt_stocked_products AFTER UPDATE ON products
  FOR EACH ROW WHEN ((OLD.sku, OLD.stocked_since, OLD.product_class, OLD.billing_unit)
    IS DISTINCT FROM (NEW.sku, NEW.stocked_since, NEW.product_class, NEW.billing_unit))
  EXECUTE FUNCTION doubt_stocked_product();

-- What was there before is compared once.
INSERT INTO stock_doubts (subject_id)
SELECT id FROM stock_movements
UNION SELECT coalesce(treatment_record_id, receipt_line_id, waste_record_id, count_line_id, transfer_id)
  FROM stock_movements
  WHERE num_nonnulls(treatment_record_id, receipt_line_id, waste_record_id, count_line_id, transfer_id) = 1
UNION SELECT record.id FROM treatment_records AS record
  JOIN products ON products.sku = record.product_id AND record.created_at >= products.stocked_since
UNION SELECT treatment_record_id FROM treatment_concerns
UNION SELECT id FROM receipt_lines
UNION SELECT order_line_id FROM receipt_lines WHERE order_line_id IS NOT NULL
UNION SELECT id FROM waste_records
UNION SELECT id FROM stock_count_lines;
