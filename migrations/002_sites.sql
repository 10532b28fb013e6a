-- The site whose data this database holds. One row: a device serves one site, a server schema holds one.
CREATE TABLE sites (
  id UUID PRIMARY KEY,
  only_one BOOLEAN NOT NULL DEFAULT true UNIQUE CHECK (only_one),
  name VARCHAR(200) NOT NULL,
  -- IANA name of the zone whose calendar says what "today" is here.
  time_zone VARCHAR(64) NOT NULL,
  is_demonstration BOOLEAN NOT NULL DEFAULT false,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_sites_updated_at BEFORE UPDATE ON sites
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
