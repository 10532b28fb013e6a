-- What is known of a product before it touches a patient, and what speaks against using it.
ALTER TABLE products
  -- Null where nobody has said: then the HCPCS code decides (shared/products/product-class.ts).
  ADD COLUMN product_class VARCHAR(20) CHECK (product_class IN
    ('dressing', 'skinSubstitute', 'compression', 'topical', 'other')),
  -- A list of codes of shared/products/material.ts; null where nobody has said, which is not "none".
  ADD COLUMN materials JSONB,
  -- What no code stands for, in words.
  ADD COLUMN other_materials VARCHAR(200),
  -- Area of one whole package.
  ADD COLUMN package_mm2 INTEGER CHECK (package_mm2 > 0);

-- Made when something was used on a patient that stands on none of their orders. It has no lines: nothing
-- is ever left of it.
ALTER TABLE orders ADD COLUMN is_unplanned BOOLEAN NOT NULL DEFAULT false;

-- Rules of the site, each for a product, a class or a material, with where it comes from.
CREATE TABLE contraindications (
  id UUID PRIMARY KEY,
  product_id VARCHAR(100),
  product_class VARCHAR(20) CHECK (product_class IN
    ('dressing', 'skinSubstitute', 'compression', 'topical', 'other')),
  material VARCHAR(20),
  -- Where one of these is given it must be so for the rule to apply; without them it always does.
  etiology VARCHAR(20) CHECK (etiology IN
    ('pressure', 'venous', 'arterial', 'diabetic', 'surgical', 'traumatic', 'other')),
  -- A code of shared/assessments/infection-signs.ts, or a level of them: a sign of it or of a graver one
  -- in the newest assessment.
  infection_sign VARCHAR(40),
  -- What to think about, in words.
  condition VARCHAR(300) NOT NULL,
  source VARCHAR(300) NOT NULL,
  as_of_on DATE NOT NULL,
  is_active BOOLEAN NOT NULL DEFAULT true,
  -- Came with the application, as a pattern to write one's own by.
  is_example BOOLEAN NOT NULL DEFAULT false,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(product_id, product_class, material) = 1)
);

CREATE TRIGGER trigger_update_contraindications_updated_at BEFORE UPDATE ON contraindications
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

INSERT INTO contraindications
  (id, product_id, product_class, material, etiology, infection_sign, condition, source, as_of_on, is_example)
VALUES
  ('0197a000-0000-7000-8000-000000000001', NULL, 'skinSubstitute', NULL, NULL, 'spreading',
   'Signs of a spreading or systemic infection: treat the infection first',
   'WoundReference, cellular and tissue products: untreated infection', '2026-01-01', true),
  ('0197a000-0000-7000-8000-000000000002', NULL, 'skinSubstitute', NULL, 'other', NULL,
   'The cause of the wound is not established: rule out malignancy at the site first',
   'WoundReference, cellular and tissue products: malignancy at the site', '2026-01-01', true),
  ('0197a000-0000-7000-8000-000000000003', NULL, 'compression', NULL, 'arterial', NULL,
   'Arterial wound: compression may cut off what blood flow is left; check the perfusion first',
   'Common teaching in wound care; replace it by the policy of your site', '2026-01-01', true),
  ('0197a000-0000-7000-8000-000000000004', NULL, NULL, 'adhesive', NULL, 'breakdown',
   'New areas of breakdown: an adhesive may strip more skin',
   'Common teaching in wound care; replace it by the policy of your site', '2026-01-01', true);

CREATE TABLE product_recalls (
  id UUID PRIMARY KEY,
  product_id VARCHAR(100) NOT NULL,
  -- Null for every lot.
  lot_number VARCHAR(50),
  reason VARCHAR(500) NOT NULL,
  source VARCHAR(300) NOT NULL,
  since_on DATE NOT NULL,
  -- A recall that was taken back, or entered by mistake, stays readable.
  is_active BOOLEAN NOT NULL DEFAULT true,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_product_recalls_product_id ON product_recalls (product_id);

CREATE TRIGGER trigger_update_product_recalls_updated_at BEFORE UPDATE ON product_recalls
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- What spoke against a treatment that was recorded all the same, as it was said then, and why. What a
-- correction of a signed record makes of them stands in the content of its amendment.
CREATE TABLE treatment_concerns (
  id UUID PRIMARY KEY,
  treatment_record_id UUID NOT NULL REFERENCES treatment_records (id) ON DELETE CASCADE,
  kind VARCHAR(20) NOT NULL CHECK (kind IN ('allergy', 'objection', 'contraindication', 'expired',
    'recalled', 'notOnOrder', 'healedWound', 'deceased')),
  about VARCHAR(1000) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  raised_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_treatment_concerns_record ON treatment_concerns (treatment_record_id);
CREATE INDEX idx_treatment_concerns_kind ON treatment_concerns (kind, raised_at);

-- They are signed with their record and locked with it.
CREATE FUNCTION lock_treatment_concerns() RETURNS trigger AS $$
DECLARE
  ids CONSTANT UUID[] := CASE TG_OP
    WHEN 'INSERT' THEN ARRAY[NEW.treatment_record_id]
    WHEN 'DELETE' THEN ARRAY[OLD.treatment_record_id]
    ELSE ARRAY[OLD.treatment_record_id, NEW.treatment_record_id] END;
BEGIN
  IF NOT is_applying_changes() AND EXISTS (
    SELECT FROM treatment_records WHERE id = ANY (ids) AND signed_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'What spoke against a signed treatment stays as it was signed. Amend the record.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_lock_treatment_concerns BEFORE INSERT OR UPDATE OR DELETE ON treatment_concerns
  FOR EACH ROW EXECUTE FUNCTION lock_treatment_concerns();
CREATE TRIGGER trigger_keep_treatment_concerns BEFORE TRUNCATE ON treatment_concerns
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
