-- Less work for each record that is sent or comes in.

-- When the server said that it has this computer's changes: a row for each of its replies, so that the
-- changes themselves, which are wide, are not written anew. A change was acknowledged with the first row that
-- reaches it; earlier ones say it themselves (sync_outbox.acked_at).
CREATE TABLE sync_acks (
  until_number BIGINT PRIMARY KEY,
  acked_at TIMESTAMPTZ NOT NULL
);

CREATE FUNCTION sync_acked_at(of_number BIGINT) RETURNS TIMESTAMPTZ AS $$
  SELECT acked_at FROM sync_acks WHERE until_number >= of_number ORDER BY until_number LIMIT 1;
$$ LANGUAGE sql STABLE;

-- New treatments with their movements, all of a statement at once: a page of a site's log has hundreds. One
-- of a product that is not kept in stock agrees with having none.
CREATE FUNCTION doubt_new_treatments() RETURNS trigger AS $$
BEGIN
  INSERT INTO stock_doubts (subject_id)
  SELECT added.id FROM new_rows added
  WHERE NOT added.is_imported
    -- Not EXISTS: as a join, planned for many rows, it would read all products for one row too.
    AND (SELECT p.stocked_since FROM products p WHERE p.sku = added.product_id) IS NOT NULL
  ON CONFLICT (subject_id) DO NOTHING;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

DROP TRIGGER trigger_doubt_treatment_records_stock ON treatment_records;
CREATE TRIGGER trigger_doubt_treatment_records_stock AFTER INSERT ON treatment_records
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION doubt_new_treatments();
