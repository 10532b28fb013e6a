-- Of a skin substitute the lot and the area are asked for; what was recorded without says why.
ALTER TABLE treatment_concerns
  DROP CONSTRAINT treatment_concerns_kind_check,
  ADD CONSTRAINT treatment_concerns_kind_check CHECK (kind IN ('allergy', 'objection',
    'contraindication', 'expired', 'recalled', 'notOnOrder', 'healedWound', 'deceased', 'lotMissing',
    'areaMissing'));
