-- Those of the role's permissions that a key has; null = all.
ALTER TABLE api_keys ADD COLUMN permissions text[] CHECK (cardinality(permissions) > 0);

-- From this instant on nobody is this account: no session of its is believed and no new one is opened.
ALTER TABLE accounts ADD COLUMN disabled_at timestamptz;
