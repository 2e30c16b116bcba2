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
ALTER TABLE definitions ENABLE ROW LEVEL SECURITY;
ALTER TABLE definitions FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON definitions TO notification_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON definitions TO notification_path USING (true);

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
ALTER TABLE definition_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE definition_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON definition_versions TO notification_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON definition_versions TO notification_path USING (true);

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

-- The inbox. The id is derived from (workspace, subscription, recipient, cause): being told once per cause is this
-- primary key, for as long as rows are kept, which is longer than the topics keep their causes.
CREATE TABLE notifications (
    id               uuid        PRIMARY KEY,
    workspace        text        NOT NULL,
    recipient        text        NOT NULL, -- user:<principal> or role:<the least role that is told>
    subscription_uid uuid        NOT NULL,
    subscription     text        NOT NULL,
    severity         text        NOT NULL,
    outcome          text        NOT NULL,
    title            text        NOT NULL,
    code             text        NOT NULL,
    rule             text        NOT NULL,
    run_id           uuid        NOT NULL,
    command_id       uuid,                 -- absent if the run could not start
    generation       int         NOT NULL,
    event_id         uuid        NOT NULL,
    created_at       timestamptz NOT NULL  -- the fact's own instant
);
CREATE INDEX notifications_by_recipient ON notifications (workspace, recipient, created_at DESC, id DESC);
CREATE INDEX notifications_by_age ON notifications (created_at);
ALTER TABLE notifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON notifications TO notification_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON notifications TO notification_path USING (true);

-- Who has read what: what a whole role is told, each of its members reads alone.
CREATE TABLE readings (
    notification_id uuid        NOT NULL REFERENCES notifications ON DELETE CASCADE,
    principal       text        NOT NULL,
    workspace       text        NOT NULL,
    read_at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (notification_id, principal)
);
ALTER TABLE readings ENABLE ROW LEVEL SECURITY;
ALTER TABLE readings FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON readings TO notification_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON readings TO notification_path USING (true);
