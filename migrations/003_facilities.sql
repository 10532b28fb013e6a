-- Places where care is given.
CREATE TABLE facilities (
  id UUID PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  -- CMS place-of-service code, two digits.
  place_of_service VARCHAR(2),
  npi VARCHAR(10),
  address_line VARCHAR(200),
  city VARCHAR(100),
  state VARCHAR(50),
  postal_code VARCHAR(20),
  phone VARCHAR(40),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_facilities_updated_at BEFORE UPDATE ON facilities
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
