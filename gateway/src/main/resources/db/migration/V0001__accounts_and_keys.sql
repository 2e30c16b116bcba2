CREATE TABLE workspaces (
  name text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE accounts (
  name text PRIMARY KEY,
  -- bcrypt; null as long as no password was set: then there is none that fits.
  password_hash text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE memberships (
  workspace text NOT NULL REFERENCES workspaces (name),
  account text NOT NULL REFERENCES accounts (name),
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'operator', 'viewer')),
  PRIMARY KEY (workspace, account)
);
CREATE INDEX memberships_by_account ON memberships (account);

CREATE TABLE sessions (
  -- SHA-256 of the cookie's value: whoever reads this table cannot sign in with it.
  token_hash bytea PRIMARY KEY,
  account text NOT NULL REFERENCES accounts (name),
  method text NOT NULL CHECK (method IN ('link', 'password')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE used_links (
  jti text PRIMARY KEY,
  -- When the link itself ends: after that its row is of no more use.
  expires_at timestamptz NOT NULL
);

CREATE TABLE api_keys (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (name),
  name text NOT NULL,
  hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'operator', 'viewer')),
  expires_at timestamptz,
  revoked_at timestamptz,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX api_keys_by_name ON api_keys (workspace, name) WHERE revoked_at IS NULL;

-- What is said with a change: the messages of one transaction to one topic are a row.
CREATE TABLE outbox (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic      text        NOT NULL,
  keys       text[]      NOT NULL,
  bodies     bytea[]     NOT NULL,
  headers    text[]      NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
-- Not compressed: a row is gone within a second.
ALTER TABLE outbox ALTER keys SET STORAGE EXTERNAL, ALTER bodies SET STORAGE EXTERNAL, ALTER headers SET STORAGE EXTERNAL;

-- What is there from the start; before row-level security is forced upon the owner of the tables too.
INSERT INTO workspaces (name) VALUES ('default');
INSERT INTO accounts (name) VALUES ('admin');
INSERT INTO memberships (workspace, account, role) VALUES ('default', 'admin', 'owner');

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON memberships TO gateway_api
  USING (workspace = current_setting('sequitur.workspace', true));
-- Who has just proved to be an account may see where it is a member, and change nothing there.
CREATE POLICY own ON memberships FOR SELECT TO gateway_api
  USING (account = current_setting('sequitur.account', true));
CREATE POLICY path ON memberships TO gateway_path USING (true);

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON api_keys TO gateway_api
  USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON api_keys TO gateway_path USING (true);
