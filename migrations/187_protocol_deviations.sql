-- How a step was not done as written: with another product, or not at all. Null in what was said before
-- that was asked, and in reviews.
ALTER TABLE protocol_run_entries
  ADD COLUMN deviation VARCHAR(15) CHECK (deviation IN ('otherProduct', 'skipped')),
  -- The product that was used instead (SKU), with its name as it was then.
  ADD COLUMN product_id VARCHAR(100),
  ADD COLUMN product_name VARCHAR(255),
  ADD CHECK (deviation IS NULL OR kind = 'deviation'),
  ADD CHECK ((deviation IS NOT DISTINCT FROM 'otherProduct') = (product_id IS NOT NULL)),
  ADD CHECK ((product_id IS NULL) = (product_name IS NULL));
