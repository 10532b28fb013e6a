-- What somebody recorded of late is looked for by the day as it is corrected.
CREATE INDEX idx_corrected_treatments_recorder_date ON corrected_treatments (recorded_by, date_applied DESC);
