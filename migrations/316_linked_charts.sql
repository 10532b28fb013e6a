-- What a biller says of two records that look like one thing recorded on two charts of a person: both were
-- done. Only ever added to; the records themselves stay as they are.
CREATE TABLE billing_both_done (
  id UUID PRIMARY KEY,
  treatment_record_id UUID NOT NULL REFERENCES treatment_records (id) ON DELETE RESTRICT,
  other_treatment_record_id UUID NOT NULL REFERENCES treatment_records (id) ON DELETE RESTRICT,
  reason VARCHAR(500) NOT NULL,
  said_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  said_at TIMESTAMPTZ NOT NULL,
  CHECK (treatment_record_id < other_treatment_record_id)
);

CREATE INDEX idx_billing_both_done_treatment ON billing_both_done (treatment_record_id);
CREATE INDEX idx_billing_both_done_other ON billing_both_done (other_treatment_record_id);

CREATE TRIGGER trigger_keep_billing_both_done BEFORE UPDATE OR DELETE ON billing_both_done
  FOR EACH ROW EXECUTE FUNCTION keep_billing_history();
CREATE TRIGGER trigger_keep_all_billing_both_done BEFORE TRUNCATE ON billing_both_done
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
