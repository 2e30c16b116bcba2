-- What happened, by workspace and batch, while somebody listens and for some time after that.

-- One row for each workspace that was ever listened to. Its sequence is moved at the end of the transaction that tells a fact, and
-- the row is locked until then: a number that can be seen means that all before it can.
CREATE TABLE live_workspaces (
  workspace    text        NOT NULL PRIMARY KEY,
  sequence     bigint      NOT NULL,
  wanted_until timestamptz NOT NULL
) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

CREATE TABLE live_facts (
  workspace text        NOT NULL,
  sequence  bigint      NOT NULL,
  told_at   timestamptz NOT NULL DEFAULT now(),
  body      json        NOT NULL,
  PRIMARY KEY (workspace, sequence)
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);

DO $$
DECLARE
  shown text;
BEGIN
  FOREACH shown IN ARRAY ARRAY['live_workspaces', 'live_facts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', shown);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', shown);
    EXECUTE format('CREATE POLICY api ON %I TO reporting_api
                    USING (workspace = current_setting(''sequitur.workspace'', true))', shown);
    EXECUTE format('CREATE POLICY path ON %I TO reporting_path USING (true)', shown);
  END LOOP;
END $$;

-- A request may say that it listens, and nothing else.
REVOKE INSERT, UPDATE, DELETE ON live_facts FROM reporting_api;
REVOKE DELETE ON live_workspaces FROM reporting_api;
