-- Events on which a version of a rule that decides without effects was compared with the one that acts. One row for each event and pair of
-- versions: what is told twice counts once.
CREATE TABLE shadow_events (
  rule_uid        uuid        NOT NULL,
  trial           bigint      NOT NULL,   -- the change of the rule with which the version became a shadow
  acting          integer     NOT NULL,   -- the version that acts; 0: none does
  event_id        uuid        NOT NULL,
  workspace       text        NOT NULL,
  shadow          integer     NOT NULL,
  event_type      text        NOT NULL,
  event_partition integer     NOT NULL,
  event_offset    bigint      NOT NULL,
  accepted_at     timestamptz NOT NULL,
  difference      text        NOT NULL,   -- SAME, CHANGED, ADDED (only the shadow), REMOVED (only what acts), NONE
  code            text,                   -- why the shadow could not be told, or its run could not have started
  PRIMARY KEY (rule_uid, trial, acting, event_id)
) WITH (autovacuum_vacuum_scale_factor = 0.2, autovacuum_vacuum_threshold = 50000,
        autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 50000);

-- Those that are worth a look; lists read it backwards.
CREATE INDEX shadow_events_by_time ON shadow_events (rule_uid, trial, accepted_at, event_id) WHERE difference <> 'SAME';
CREATE INDEX shadow_events_by_age  ON shadow_events USING brin (accepted_at) WITH (pages_per_range = 1024, autosummarize = on);

-- A function of the rows above, which are not kept as long.
CREATE TABLE shadow_hours (
  workspace text        NOT NULL,
  rule_uid  uuid        NOT NULL,
  trial     bigint      NOT NULL,
  acting    integer     NOT NULL,
  hour      timestamptz NOT NULL,         -- of the acceptance
  shadow    integer     NOT NULL,
  same      bigint      NOT NULL,
  changed   bigint      NOT NULL,
  added     bigint      NOT NULL,
  removed   bigint      NOT NULL,
  errors    bigint      NOT NULL,
  PRIMARY KEY (workspace, rule_uid, trial, acting, hour)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

DO $$
DECLARE
  shown text;
BEGIN
  FOREACH shown IN ARRAY ARRAY['shadow_events', 'shadow_hours'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', shown);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', shown);
    EXECUTE format('CREATE POLICY api ON %I TO reporting_api
                    USING (workspace = current_setting(''sequitur.workspace'', true))', shown);
    EXECUTE format('CREATE POLICY path ON %I TO reporting_path USING (true)', shown);
  END LOOP;
END $$;

-- Requests only read.
REVOKE INSERT, UPDATE, DELETE ON shadow_events, shadow_hours FROM reporting_api;
