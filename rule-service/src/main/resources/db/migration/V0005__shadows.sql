-- Which version of a rule decides without effects; at most one. The change says when it began, and tells two trials of one version apart.
CREATE TABLE rule_shadows (
    uid       uuid        PRIMARY KEY REFERENCES definitions,
    workspace text        NOT NULL,
    version   int         NOT NULL,
    begun     bigint      NOT NULL,
    begun_at  timestamptz NOT NULL,
    begun_by  text        NOT NULL,
    FOREIGN KEY (uid, version) REFERENCES definition_versions
);
CREATE INDEX rule_shadows_by_workspace ON rule_shadows (workspace);
ALTER TABLE rule_shadows ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_shadows FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON rule_shadows TO rule_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON rule_shadows TO rule_path USING (true);
