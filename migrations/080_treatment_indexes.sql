-- What is left of an order line is summed at every save; PGlite analyses no table by itself, and without
-- this index it reads every use of the product at the site.
CREATE INDEX idx_treatment_records_order_product ON treatment_records (order_id, product_id);

CREATE INDEX idx_treatment_records_recorder_date ON treatment_records (recorded_by, date_applied DESC);
