-- What was ordered for a patient.
CREATE TABLE orders (
  id UUID PRIMARY KEY,
  order_number VARCHAR(50) NOT NULL,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  facility_id UUID REFERENCES facilities (id) ON DELETE SET NULL,
  ordered_on DATE NOT NULL,
  ordered_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  status VARCHAR(20) NOT NULL DEFAULT 'placed' CHECK (status IN ('placed', 'cancelled')),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_orders_patient_id ON orders (patient_id, ordered_on DESC);
CREATE INDEX idx_orders_ordered_on ON orders (ordered_on DESC, created_at DESC, id);
CREATE INDEX idx_orders_order_number ON orders (order_number);

CREATE TRIGGER trigger_update_orders_updated_at BEFORE UPDATE ON orders
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- One product per line and order: what was used is counted against it by order and product.
CREATE TABLE order_lines (
  id UUID PRIMARY KEY,
  order_id UUID NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  line_number INTEGER NOT NULL CHECK (line_number > 0),
  -- The product's code and name as they were when it was ordered.
  product_id VARCHAR(100) NOT NULL,
  product_name VARCHAR(255) NOT NULL,
  quantity_ordered INTEGER NOT NULL CHECK (quantity_ordered > 0),
  UNIQUE (order_id, line_number),
  UNIQUE (order_id, product_id)
);
