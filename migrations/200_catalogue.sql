-- What a product says beyond name and code, so that a scan finds it and a shelf can hold it. Its package_mm2
-- is the area of one piece: of what is opened for one use.
ALTER TABLE products
  ADD COLUMN maker VARCHAR(200),
  -- Pieces in the package it is bought in; a piece is what is opened for one use.
  ADD COLUMN pieces_per_pack INTEGER CHECK (pieces_per_pack > 0),
  -- A licensed biologic (BLA, section 351); null where nobody has said.
  ADD COLUMN is_biologic BOOLEAN,
  ADD COLUMN storage_need VARCHAR(20) CHECK (storage_need IN
    ('room', 'refrigerated', 'frozen', 'deepFrozen')),
  ADD COLUMN storage_note VARCHAR(300),
  -- Pieces on the shelves below which it is ordered again; null where nobody watches it.
  ADD COLUMN reorder_level INTEGER CHECK (reorder_level > 0),
  -- From then on every piece is accounted for; null where it is not kept in stock.
  ADD COLUMN stocked_since TIMESTAMPTZ;

-- What makers' labels name a product by; one product has several, one for each package size.
CREATE TABLE product_identifiers (
  id UUID PRIMARY KEY,
  product_id VARCHAR(100) NOT NULL REFERENCES products (sku) ON UPDATE CASCADE ON DELETE CASCADE,
  issuer VARCHAR(10) NOT NULL CHECK (issuer IN ('gs1', 'hibc', 'iccbba')),
  -- As shared/inventory/udi reads it: 14 digits of GS1, the primary code of HIBC, the code of ICCBBA.
  device_identifier VARCHAR(50) NOT NULL,
  -- Pieces in the package that carries it.
  pieces INTEGER NOT NULL DEFAULT 1 CHECK (pieces > 0),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (issuer, device_identifier)
);

CREATE INDEX idx_product_identifiers_product_id ON product_identifiers (product_id);

-- An order is drafted before it is placed. How much of it came in is read from its receipts, never written.
ALTER TABLE orders
  DROP CONSTRAINT orders_status_check,
  ADD CONSTRAINT orders_status_check CHECK (status IN ('draft', 'placed', 'cancelled')),
  ADD COLUMN cancelled_at TIMESTAMPTZ,
  ADD COLUMN cancelled_by UUID REFERENCES users (id) ON DELETE RESTRICT,
  ADD COLUMN cancel_reason VARCHAR(500),
  ADD COLUMN version INTEGER NOT NULL DEFAULT 1,
  -- Whoever cancels says why; what was cancelled before this was asked says nothing.
  ADD CONSTRAINT orders_cancelled_check CHECK (
    (cancelled_at IS NULL OR status = 'cancelled')
    AND (cancelled_at IS NULL) = (cancelled_by IS NULL)
    AND (cancelled_at IS NULL) = (cancel_reason IS NULL)
  );
