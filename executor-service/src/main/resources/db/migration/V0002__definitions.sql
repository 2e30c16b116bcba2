-- Definitions: one row each, with its draft and what of it is in force.
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
ALTER TABLE definitions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON definitions TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON definitions TO executor_path USING (true);

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
ALTER TABLE definition_versions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON definition_versions TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON definition_versions TO executor_path USING (true);
