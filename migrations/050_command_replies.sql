-- The reply to each command by the id its sender gave it: the same command sent again is answered, not done.
CREATE TABLE command_replies (
  command_id UUID PRIMARY KEY,
  operation VARCHAR(100) NOT NULL,
  user_id UUID,
  -- SHA-256 of the input: an id that comes back with another input is refused.
  input_digest VARCHAR(64) NOT NULL,
  reply JSONB NOT NULL,
  replied_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idx_command_replies_replied_at ON command_replies (replied_at);
