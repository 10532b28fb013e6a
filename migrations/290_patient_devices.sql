-- Implanted and used devices of a patient that another system told of: no stock and no treatment of ours.
CREATE TABLE patient_devices (
  id UUID PRIMARY KEY,
  patient_id UUID NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
  name VARCHAR(300) NOT NULL,
  -- The label in its human readable form and its parts, as they came: a wrong check digit is kept too.
  udi VARCHAR(300),
  device_identifier VARCHAR(100),
  lot_number VARCHAR(100),
  serial_number VARCHAR(100),
  manufactured_on DATE,
  expires_on DATE,
  state VARCHAR(10) NOT NULL CHECK (state IN ('active', 'inactive', 'unknown')),
  imported_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_patient_devices_patient_id ON patient_devices (patient_id, name);
