-- A claim to the payer whose turn is next, after the one before it has decided: it names the claim that
-- was decided, and holds no treatments of its own. What was decided stands in its content.
ALTER TABLE claims
  ADD COLUMN prior_claim_id UUID REFERENCES claims (id) ON DELETE RESTRICT,
  ADD CHECK (prior_claim_id IS NULL OR (frequency = '1' AND prior_claim_id <> id));

CREATE INDEX idx_claims_prior_claim_id ON claims (prior_claim_id)
  WHERE prior_claim_id IS NOT NULL;
