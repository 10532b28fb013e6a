-- Who did or saw what, when, and how it ended. Refers to people and charts by id without foreign keys:
-- an event outlives whatever it is about. It never holds the content of a chart.
CREATE TABLE audit_events (
  id UUID PRIMARY KEY,
  occurred_at TIMESTAMPTZ NOT NULL,
  host VARCHAR(20) NOT NULL,
  user_id UUID,
  operation VARCHAR(100) NOT NULL,
  kind VARCHAR(10) NOT NULL,
  outcome VARCHAR(10) NOT NULL CHECK (outcome IN ('ok', 'refused', 'failed')),
  failure_code VARCHAR(50),
  patient_id UUID,
  entity_type VARCHAR(50),
  entity_id VARCHAR(100),
  incident VARCHAR(20)
);

CREATE INDEX idx_audit_events_occurred_at ON audit_events (occurred_at);
CREATE INDEX idx_audit_events_patient_id ON audit_events (patient_id, occurred_at);
CREATE INDEX idx_audit_events_user_id ON audit_events (user_id, occurred_at);

CREATE FUNCTION refuse_change_of_audit_events() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'audit events are never changed or deleted' USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER trigger_keep_audit_events BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_events();
CREATE TRIGGER trigger_keep_all_audit_events BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_events();
