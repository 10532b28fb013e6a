-- What only some may record as done, by their role or by a credential. What a credential allows differs from
-- state to state: each site changes these rows and adds its own.
CREATE TABLE scope_rules (
  id UUID PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  -- A list of words and codes that are looked for in what was done (shared/scope/mention.ts).
  terms JSONB NOT NULL CHECK (jsonb_typeof(terms) = 'array'),
  -- A list of roles (shared/staff/role.ts).
  allowed_roles JSONB NOT NULL CHECK (jsonb_typeof(allowed_roles) = 'array'),
  -- A list, each as shared/scope/credentials.ts writes it: CWCN.
  allowed_credentials JSONB NOT NULL CHECK (jsonb_typeof(allowed_credentials) = 'array'),
  is_active BOOLEAN NOT NULL DEFAULT true,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TRIGGER trigger_update_scope_rules_updated_at BEFORE UPDATE ON scope_rules
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- An administrator is allowed by a credential alone, as whoever runs a practice of one person has it. What
-- every computer begins with is the same row everywhere.
INSERT INTO scope_rules
  (id, name, terms, allowed_roles, allowed_credentials, created_at, updated_at)
VALUES
  ('0199c0de-0319-7000-8000-000000000001', 'Sharp debridement',
   '["sharp debridement", "sharp wound debridement", "sharp selective debridement",
     "debridement sharp", "sharply debrided", "debrided sharply",
     "surgical debridement", "excisional debridement",
     "97597", "97598", "11042", "11043", "11044", "11045", "11046", "11047"]',
   '["clinician"]', '["MD", "DO", "DPM", "NP", "PA"]',
   '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
