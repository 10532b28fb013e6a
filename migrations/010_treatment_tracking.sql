-- When products from orders were used on patients: the founding table.
CREATE TABLE treatment_records (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  order_id UUID NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  product_id VARCHAR(100) NOT NULL,
  product_name VARCHAR(255) NOT NULL,
  quantity_used INTEGER NOT NULL CHECK (quantity_used > 0),
  date_applied DATE NOT NULL,
  diagnosis TEXT,
  procedure_performed TEXT,
  wound_location VARCHAR(255),
  doctor_notes TEXT,
  recorded_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_treatment_records_patient_id ON treatment_records (patient_id);
CREATE INDEX idx_treatment_records_order_id ON treatment_records (order_id);
CREATE INDEX idx_treatment_records_date_applied ON treatment_records (date_applied);
CREATE INDEX idx_treatment_records_recorded_by ON treatment_records (recorded_by);
CREATE INDEX idx_treatment_records_product_id ON treatment_records (product_id);
CREATE INDEX idx_treatment_records_patient_date ON treatment_records (patient_id, date_applied DESC);

CREATE TRIGGER trigger_update_treatment_records_updated_at BEFORE UPDATE ON treatment_records
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
