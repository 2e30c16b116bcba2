-- Who did what, in one chain a workspace: each entry's hash covers the hash before it and the entry's own bytes.
CREATE TABLE audit_entries (
  workspace     text        NOT NULL,
  -- 1, 2, 3 … within the workspace, without a gap.
  position      bigint      NOT NULL CHECK (position > 0),
  id            uuid        NOT NULL,
  at            timestamptz NOT NULL,
  principal     text        NOT NULL,
  action        text        NOT NULL,
  resource      text        NOT NULL,
  -- The record's bytes as its owner said them, and as the topic holds them: what is hashed. The columns before only find it.
  said          bytea       NOT NULL,
  previous_hash bytea       NOT NULL CHECK (length(previous_hash) = 32),
  hash          bytea       NOT NULL CHECK (length(hash) = 32),
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, position)
);
-- A record that comes again is known by its id.
CREATE UNIQUE INDEX audit_entries_by_id ON audit_entries (workspace, id);
CREATE INDEX audit_entries_by_principal ON audit_entries (workspace, principal, position);
CREATE INDEX audit_entries_by_resource ON audit_entries (workspace, resource, position);
CREATE INDEX audit_entries_by_time ON audit_entries (workspace, at);

ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON audit_entries FOR SELECT TO gateway_api
  USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path_reads ON audit_entries FOR SELECT TO gateway_path USING (true);
CREATE POLICY path_appends ON audit_entries FOR INSERT TO gateway_path WITH CHECK (true);

-- Append-only: the service reads, and its one consumer appends. Nobody that serves anything can change an entry.
REVOKE ALL ON audit_entries FROM gateway_api, gateway_path;
GRANT SELECT ON audit_entries TO gateway_api;
GRANT SELECT, INSERT ON audit_entries TO gateway_path;
