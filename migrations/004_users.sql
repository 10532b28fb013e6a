-- People who work here: those who treat and those who sign in. An imported one starts disabled.
CREATE TABLE users (
  id UUID PRIMARY KEY,
  display_name VARCHAR(200) NOT NULL,
  -- What --as on the command line names; kept apart from the display name, which may repeat.
  sign_in_name VARCHAR(200) NOT NULL,
  role VARCHAR(20) NOT NULL CHECK
    (role IN ('nurse', 'clinician', 'supply', 'biller', 'compliance', 'administrator')),
  -- Professional credential as printed after the name: RN, MD, CWCN.
  credential VARCHAR(50),
  npi VARCHAR(10),
  facility_id UUID REFERENCES facilities (id) ON DELETE SET NULL,
  is_enabled BOOLEAN NOT NULL DEFAULT false,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_users_sign_in_name ON users (lower(sign_in_name));

CREATE TRIGGER trigger_update_users_updated_at BEFORE UPDATE ON users
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- PINs stand apart from the people so that no list of users ever carries a hash.
CREATE TABLE user_pins (
  user_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  -- scrypt$log2N$r$p$salt$hash, base64url: the cost can rise without asking everybody for a new PIN.
  pin_hash TEXT NOT NULL,
  failed_attempts INTEGER NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
  -- No attempt is looked at before this instant; it moves out as failures add up.
  locked_until TIMESTAMPTZ,
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_user_pins_updated_at BEFORE UPDATE ON user_pins
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
