-- Charts that go to another program as FHIR are given out too: in one file, without pages.
ALTER TABLE disclosures
  DROP CONSTRAINT disclosures_kind_check,
  ADD CONSTRAINT disclosures_kind_check CHECK (kind IN ('chart', 'packet', 'fhir')),
  ALTER COLUMN pdf_digest DROP NOT NULL,
  ALTER COLUMN zip_digest DROP NOT NULL,
  -- Of the whole file, which may hold other charts as well.
  ADD COLUMN fhir_digest VARCHAR(64),
  ADD CONSTRAINT disclosures_files_check CHECK (
    (kind = 'fhir') = (fhir_digest IS NOT NULL)
    AND (kind = 'fhir') = (pdf_digest IS NULL)
    AND (kind = 'fhir') = (zip_digest IS NULL)
  );
