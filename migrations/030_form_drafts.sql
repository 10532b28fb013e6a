-- What is being typed, per person, form and patient: on this device only, never audited, moves no stock.
CREATE TABLE form_drafts (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  form VARCHAR(50) NOT NULL,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  -- JSON as text: unlike JSONB it takes whatever was typed, a NUL or half an emoji included.
  content TEXT NOT NULL,
  saved_at TIMESTAMPTZ NOT NULL,
  UNIQUE (user_id, form, patient_id)
);
