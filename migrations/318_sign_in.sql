-- How long a screen may be left alone before it locks, and when whoever locked it is signed out altogether.
ALTER TABLE sites
  ADD COLUMN idle_lock_seconds INTEGER NOT NULL DEFAULT 120
    CHECK (idle_lock_seconds BETWEEN 30 AND 900),
  ADD COLUMN sign_out_minutes INTEGER NOT NULL DEFAULT 30
    CHECK (sign_out_minutes BETWEEN 5 AND 480);

ALTER TABLE user_pins
  -- Chosen by an administrator: its owner chooses another at the first sign-in.
  ADD COLUMN must_change BOOLEAN NOT NULL DEFAULT false,
  -- Typed with letters, not on a keypad.
  ADD COLUMN is_password BOOLEAN NOT NULL DEFAULT false;
