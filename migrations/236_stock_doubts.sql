-- What is in doubt (235), where a change reaches further than the row that was written.

CREATE FUNCTION doubt_moved(moved UUID) RETURNS void AS $$
  SELECT doubt_stock(id, treatment_record_id, receipt_line_id, waste_record_id, count_line_id, transfer_id)
  FROM stock_movements WHERE id = moved;
$$ LANGUAGE sql;

-- A counter-entry decides whether what it takes back stands, even where it names another source or none.
CREATE OR REPLACE FUNCTION doubt_stock_movement() RETURNS trigger AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    PERFORM doubt_stock(NEW.id, NEW.treatment_record_id, NEW.receipt_line_id, NEW.waste_record_id,
      NEW.count_line_id, NEW.transfer_id);
    IF NEW.reverses IS NOT NULL THEN
      PERFORM doubt_moved(NEW.reverses);
    END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM doubt_stock(OLD.id, OLD.treatment_record_id, OLD.receipt_line_id, OLD.waste_record_id,
      OLD.count_line_id, OLD.transfer_id);
    PERFORM doubt_stock(VARIADIC ARRAY(SELECT id FROM stock_movements WHERE reverses = OLD.id));
    IF OLD.reverses IS NOT NULL THEN
      PERFORM doubt_moved(OLD.reverses);
    END IF;
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- Treatments may arrive before the product that says they take from stock.
CREATE TRIGGER trigger_doubt_new_stocked_products AFTER INSERT ON products
  FOR EACH ROW WHEN (NEW.stocked_since IS NOT NULL) EXECUTE FUNCTION doubt_stocked_product();

-- Of a table that was emptied no row says what is gone: then everything is compared once more.
CREATE FUNCTION doubt_all_stock() RETURNS trigger AS $$
BEGIN
  INSERT INTO stock_doubts (subject_id)
  SELECT id FROM stock_movements
  UNION SELECT transfer_id FROM stock_movements WHERE transfer_id IS NOT NULL
  UNION SELECT record.id FROM treatment_records AS record
    JOIN products ON products.sku = record.product_id AND record.created_at >= products.stocked_since
  UNION SELECT treatment_record_id FROM stock_movements WHERE treatment_record_id IS NOT NULL
  UNION SELECT treatment_record_id FROM treatment_concerns
  UNION SELECT id FROM receipt_lines
  UNION SELECT order_line_id FROM receipt_lines WHERE order_line_id IS NOT NULL
  UNION SELECT id FROM waste_records
  UNION SELECT id FROM stock_count_lines
  ON CONFLICT (subject_id) DO NOTHING;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_doubt_all_stock_movements AFTER TRUNCATE ON stock_movements
  FOR EACH STATEMENT EXECUTE FUNCTION doubt_all_stock();
CREATE TRIGGER trigger_doubt_all_treatment_records_stock AFTER TRUNCATE ON treatment_records
  FOR EACH STATEMENT EXECUTE FUNCTION doubt_all_stock();
CREATE TRIGGER trigger_doubt_all_receipt_lines_stock AFTER TRUNCATE ON receipt_lines
  FOR EACH STATEMENT EXECUTE FUNCTION doubt_all_stock();
CREATE TRIGGER trigger_doubt_all_waste_records_stock AFTER TRUNCATE ON waste_records
  FOR EACH STATEMENT EXECUTE FUNCTION doubt_all_stock();

-- Uses against several stops at once were taken off although they differ.
INSERT INTO stock_doubts (subject_id)
SELECT DISTINCT treatment_record_id FROM treatment_concerns
ON CONFLICT (subject_id) DO NOTHING;
