-- What payers and their contractors ask before they cover skin substitutes. Advice with its source, never a block.
CREATE TABLE coverage_rules (
  id UUID PRIMARY KEY,
  -- Payer or contractor, as people call it.
  payer VARCHAR(120) NOT NULL,
  title VARCHAR(200) NOT NULL,
  -- Codes of shared/wounds/wound.ts.
  etiologies JSONB NOT NULL,
  -- Null where the source names none.
  application_limit INTEGER CHECK (application_limit > 0),
  -- Weeks from the first application in which the limit counts; null for the whole episode of care.
  window_weeks INTEGER CHECK (window_weeks > 0),
  min_conservative_weeks INTEGER CHECK (min_conservative_weeks > 0),
  min_area_mm2 INTEGER CHECK (min_area_mm2 > 0),
  -- What the source says about how much smaller a wound may or must have become, in words.
  reduction_wording VARCHAR(300),
  -- A modifier or a letter that is asked for, such as KX, and above how many applications.
  note VARCHAR(500),
  note_above INTEGER CHECK (note_above >= 0),
  source VARCHAR(300) NOT NULL,
  as_of_on DATE NOT NULL,
  effective_from DATE NOT NULL,
  effective_to DATE,
  -- Kept as a strict pattern after the source itself was withdrawn.
  withdrawn_on DATE,
  is_active BOOLEAN NOT NULL DEFAULT true,
  -- Came with the application, as a pattern to write one's own by.
  is_example BOOLEAN NOT NULL DEFAULT false,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK (effective_to >= effective_from),
  CHECK (note_above IS NULL OR note IS NOT NULL),
  CHECK (window_weeks IS NULL OR application_limit IS NOT NULL)
);

CREATE TRIGGER trigger_update_coverage_rules_updated_at BEFORE UPDATE ON coverage_rules
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- Which rule is looked at where nobody chose another. One row.
CREATE TABLE coverage_settings (
  only_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
  default_rule_id UUID REFERENCES coverage_rules (id) ON DELETE SET NULL,
  version INTEGER NOT NULL DEFAULT 1,
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

INSERT INTO coverage_settings DEFAULT VALUES;

CREATE TRIGGER trigger_update_coverage_settings_updated_at BEFORE UPDATE ON coverage_settings
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- Examples from summaries of the sources, not from their own text: to be compared with it before use.
INSERT INTO coverage_rules
  (id, payer, title, etiologies, application_limit, window_weeks, min_conservative_weeks, min_area_mm2,
   reduction_wording, note, note_above, source, as_of_on, effective_from, withdrawn_on, is_example)
VALUES
  ('0199c0de-0170-7000-8000-000000000001', 'Novitas (Medicare)', 'L35041, chronic ulcer of the leg or foot',
   '["diabetic", "venous"]', 10, 12, 4, 100,
   'Measured at the start and at 4 weeks: the ulcer did not respond to organized conservative care',
   'Also asked: clean granular base, no infection, enough perfusion (ABI 0.60 or more, or toe pressure above 30 mmHg), one product at a time.',
   NULL, 'Summary of Medicare LCD L35041 (Novitas); compare it with the LCD itself', '2026-01-05', '2026-01-01', NULL, true),
  ('0199c0de-0170-7000-8000-000000000002', 'First Coast (Medicare)', 'L36377, diabetic foot or venous leg ulcer',
   '["diabetic", "venous"]', NULL, NULL, 5, NULL,
   'The ulcer failed documented conservative care: more than 4 weeks for a diabetic, 4 to 6 weeks for a venous ulcer',
   'One product in a 12-week episode; another or the same again only with a documented reassessment.',
   NULL, 'Summary of Medicare LCD L36377 (First Coast); compare it with the LCD itself', '2026-01-05', '2026-01-01', NULL, true),
  ('0199c0de-0170-7000-8000-000000000003', 'Strict pattern (Medicare)', 'LCD withdrawn before it began',
   '["diabetic", "venous"]', 8, 16, 4, NULL,
   '50 % or less smaller after 4 weeks or more of standard care; none after an application that failed',
   'KX modifier and documented need for each application above 4.',
   4, 'Summary of the proposed LCD of seven contractors (L39756 and others), withdrawn 24 Dec 2025', '2026-01-05', '2026-01-01', '2025-12-24', true);
