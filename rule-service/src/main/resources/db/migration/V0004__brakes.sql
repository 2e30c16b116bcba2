-- What the brakes of rules have counted: a row for each window and value in which something was asked for.
CREATE TABLE brake_windows (
  brake_id   uuid        NOT NULL,
  from_at    timestamptz NOT NULL,
  until_at   timestamptz NOT NULL,
  workspace  text        NOT NULL,
  rule_uid   uuid        NOT NULL,
  passed     int         NOT NULL DEFAULT 0,
  braked     int         NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (brake_id, from_at)
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX brake_windows_by_end ON brake_windows (until_at);

-- What each start was answered, once: whatever comes again is known here.
CREATE TABLE brake_starts (
  run_id      uuid        PRIMARY KEY,
  workspace   text        NOT NULL,
  rule_uid    uuid        NOT NULL,
  accepted_at timestamptz NOT NULL,
  passed      boolean     NOT NULL,
  answered_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX brake_starts_by_age ON brake_starts (accepted_at);
CREATE INDEX brake_starts_braked ON brake_starts (workspace, rule_uid, accepted_at) WHERE NOT passed;

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['brake_windows', 'brake_starts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', kept);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', kept);
    EXECUTE format('CREATE POLICY api ON %I TO rule_api
                    USING (workspace = current_setting(''sequitur.workspace'', true))', kept);
    EXECUTE format('CREATE POLICY path ON %I TO rule_path USING (true)', kept);
    -- Brakes count; requests look on.
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM rule_api', kept);
  END LOOP;
END $$;

-- Why a rule rests, as whoever suspended it said. Gone with whatever ends the suspension, so that no way of ending it
-- leaves it behind.
ALTER TABLE definitions ADD COLUMN suspended_for text CHECK (length(suspended_for) <= 500);

CREATE FUNCTION forget_suspension() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.suspended_for := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER forget_suspension BEFORE UPDATE ON definitions
    FOR EACH ROW WHEN (NEW.suspended_for IS NOT NULL AND NEW.state IS DISTINCT FROM 'DISABLED')
    EXECUTE FUNCTION forget_suspension();
