-- False: the account was made for this identity; true: the account was there, and its owner has linked it.
ALTER TABLE external_identities ADD COLUMN linked boolean NOT NULL DEFAULT false;
DROP INDEX external_identities_by_account;
-- One identity at each issuer: which of two would its groups' roles follow?
CREATE UNIQUE INDEX external_identities_by_account ON external_identities (account, issuer);

-- Where a session was opened; null: here. Sessions from before do not tell, and are signed out here alone.
ALTER TABLE sessions ADD COLUMN issuer text;

-- What each issuer said last of an account's roles. Memberships hold the highest of them.
CREATE TABLE issuer_roles (
  account   text NOT NULL REFERENCES accounts (name),
  issuer    text NOT NULL,
  -- Of the configuration: one that was never made counts once it is.
  workspace text NOT NULL,
  role      text NOT NULL CHECK (role IN ('owner', 'editor', 'operator', 'viewer')),
  PRIMARY KEY (account, issuer, workspace)
);

-- The owner of the tables is held to row-level security, too: for what was said before now, it must look past it.
ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY;
INSERT INTO issuer_roles (account, issuer, workspace, role)
  SELECT i.account, i.issuer, m.workspace, m.role
  FROM memberships m JOIN external_identities i ON i.account = m.account
  WHERE m.source = 'oidc';
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;

ALTER TABLE issuer_roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE issuer_roles FORCE ROW LEVEL SECURITY;
-- An account's roles are said in one transaction, whatever the workspaces are: it acts as the account, and in none of them.
CREATE POLICY own ON issuer_roles TO gateway_api
  USING (account = current_setting('sequitur.account', true));
CREATE POLICY path ON issuer_roles TO gateway_path USING (true);

-- Who is at an issuer now to have an identity linked, and in which session it was asked for: with that it ends, too.
CREATE TABLE pending_links (
  session    bytea       NOT NULL REFERENCES sessions (token_hash) ON DELETE CASCADE,
  issuer     text        NOT NULL,
  -- A hash of what the browser's cookie holds: whoever reads this table cannot go on with it.
  state      text        NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (session, issuer)
);
