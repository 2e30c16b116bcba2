-- Somebody has cancelled the run while this effect was under way: with this failure it ends CANCELLED instead of being
-- repeated. Null for nearly all, and then it takes no room.
ALTER TABLE effects ADD COLUMN cancel json;

-- Cancellations that were heard before the command of their run. Admission looks here, and takes them away; usually empty.
CREATE TABLE early_cancellations (
  run_id    uuid        NOT NULL PRIMARY KEY,
  workspace text        NOT NULL,
  asked     json        NOT NULL,
  heard_at  timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE early_cancellations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON early_cancellations TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON early_cancellations TO executor_path USING (true);
