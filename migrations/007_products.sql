CREATE TABLE products (
  id UUID PRIMARY KEY,
  -- What orders and treatment records name the product by (their product_id).
  sku VARCHAR(100) NOT NULL UNIQUE,
  name VARCHAR(255) NOT NULL,
  hcpcs_code VARCHAR(5),
  billing_unit VARCHAR(10) NOT NULL CHECK (billing_unit IN ('each', 'cm2', 'mg', 'g', 'cc')),
  is_active BOOLEAN NOT NULL DEFAULT true,
  search_text TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_products_hcpcs_code ON products (hcpcs_code);

CREATE TRIGGER trigger_update_products_updated_at BEFORE UPDATE ON products
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
