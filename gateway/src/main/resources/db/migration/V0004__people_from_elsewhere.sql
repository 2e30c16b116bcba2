-- Who somebody is at an issuer: an account is found by these two together, never by a name or an address.
CREATE TABLE external_identities (
  issuer     text        NOT NULL,
  subject    text        NOT NULL,
  account    text        NOT NULL REFERENCES accounts (name),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX external_identities_by_account ON external_identities (account);

-- Who has given a role: somebody here, or the issuer's groups, which may take back only what they gave.
ALTER TABLE memberships ADD COLUMN source text NOT NULL DEFAULT 'local' CHECK (source IN ('local', 'oidc'));

ALTER TABLE sessions DROP CONSTRAINT sessions_method_check;
ALTER TABLE sessions ADD CONSTRAINT sessions_method_check CHECK (method IN ('link', 'password', 'oidc', 'invitation'));
