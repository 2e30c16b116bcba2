-- Which command has emitted an event: the way back from the event to its cause. A row for each event that was emitted, and for no other.
CREATE TABLE emissions (
  event_id   uuid        NOT NULL PRIMARY KEY,
  workspace  text        NOT NULL,
  run_id     uuid        NOT NULL,
  command_id uuid        NOT NULL,
  settled_at timestamptz NOT NULL
);
CREATE INDEX emissions_by_age ON emissions USING brin (settled_at);
ALTER TABLE emissions ENABLE ROW LEVEL SECURITY;
ALTER TABLE emissions FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON emissions TO reporting_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON emissions TO reporting_path USING (true);
-- Requests only read.
REVOKE INSERT, UPDATE, DELETE ON emissions FROM reporting_api;
