-- Places in a workspace that wait for somebody: whoever brings the token has the role.
CREATE TABLE invitations (
  id          text        PRIMARY KEY,
  workspace   text        NOT NULL REFERENCES workspaces (name),
  -- SHA-256 of the token's secret: whoever reads this table cannot accept with it.
  hash        bytea       NOT NULL CHECK (length(hash) = 32),
  role        text        NOT NULL CHECK (role IN ('owner', 'editor', 'operator', 'viewer')),
  -- For whom it is meant, in words; nothing is checked by it.
  note        text,
  created_by  text        NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz NOT NULL,
  accepted_by text        REFERENCES accounts (name),
  accepted_at timestamptz,
  revoked_at  timestamptz,
  CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
CREATE INDEX invitations_by_workspace ON invitations (workspace, id);

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON invitations TO gateway_api
  USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON invitations TO gateway_path USING (true);
