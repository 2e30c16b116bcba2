-- Report definitions: one row each, with its draft and what of it is in force.
CREATE TABLE definitions (
  workspace      text        NOT NULL,
  kind           text        NOT NULL,
  name           text        NOT NULL,
  uid            uuid        PRIMARY KEY,
  revision       bigint      NOT NULL,
  state          text,
  version        int         NOT NULL,
  change         bigint      NOT NULL,
  effective_from timestamptz,
  draft          json        NOT NULL,
  updated_at     timestamptz NOT NULL,
  updated_by     text        NOT NULL
);
CREATE UNIQUE INDEX definitions_by_name ON definitions (workspace, kind, name) WHERE state IS DISTINCT FROM 'ARCHIVED';

-- Published versions: immutable.
CREATE TABLE definition_versions (
  workspace    text        NOT NULL,
  uid          uuid        NOT NULL REFERENCES definitions,
  version      int         NOT NULL,
  manifest     json        NOT NULL,
  published_at timestamptz NOT NULL,
  published_by text        NOT NULL,
  PRIMARY KEY (uid, version)
);

-- Reports that were asked for. What one holds is kept as data, and written in any format when it is fetched.
CREATE TABLE reports (
  report_id    uuid        PRIMARY KEY,
  workspace    text        NOT NULL,
  definition   text        NOT NULL,
  version      int         NOT NULL,
  spec         json        NOT NULL,          -- of that version
  parameters   json        NOT NULL,
  range_from   timestamptz NOT NULL,
  range_to     timestamptz NOT NULL,
  state        text        NOT NULL,          -- WAITING, MADE or FAILED
  requested_at timestamptz NOT NULL DEFAULT now(),
  requested_by text        NOT NULL,
  made_at      timestamptz,
  positions    json,                          -- next offset of each partition that had been read
  digest       text,                          -- SHA-256 of the data
  data         text,
  failure      text
);
CREATE INDEX reports_by_time ON reports (workspace, requested_at, report_id);
CREATE INDEX reports_waiting ON reports (requested_at) WHERE state = 'WAITING';

DO $$
DECLARE
  shown text;
BEGIN
  FOREACH shown IN ARRAY ARRAY['definitions', 'definition_versions', 'reports'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', shown);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', shown);
    EXECUTE format('CREATE POLICY api ON %I TO reporting_api
                    USING (workspace = current_setting(''sequitur.workspace'', true))', shown);
    EXECUTE format('CREATE POLICY path ON %I TO reporting_path USING (true)', shown);
  END LOOP;
END $$;

-- A request may ask for a report; making and deleting it is the path's.
REVOKE UPDATE, DELETE ON reports FROM reporting_api;
-- Who changes a definition says so.
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO reporting_api;
