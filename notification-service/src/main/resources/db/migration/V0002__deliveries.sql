-- Messages through channels. The id is derived from (workspace, subscription, channel and user, cause), as that of
-- notifications: a fact that is heard again is sent once.
CREATE TABLE deliveries (
    id                   uuid        PRIMARY KEY,
    workspace            text        NOT NULL,
    channel              text        NOT NULL,
    channel_kind         text,                 -- absent if no such channel was in force
    username             text,                 -- absent if it goes to whoever is at the channel's other end
    subscription_uid     uuid        NOT NULL, -- of a test the channel's
    subscription         text        NOT NULL, -- of a test empty
    subscription_version int         NOT NULL,
    outcome              text        NOT NULL,
    severity             text        NOT NULL,
    title                text        NOT NULL,
    rule                 text        NOT NULL,
    run_id               uuid        NOT NULL,
    event                json        NOT NULL,
    details              json        NOT NULL, -- what templates can say of it
    state                text        NOT NULL, -- HELD, QUEUED, SENT, FAILED, UNKNOWN, SUPPRESSED
    reason               text,
    detail               text,                 -- of a test alone: what the provider said
    due_at               timestamptz,          -- while it is held
    send_run_id          uuid,                 -- the command that carries it; of a digest one for many
    send_command_id      uuid,
    send_generation      int         NOT NULL DEFAULT -1,
    created_at           timestamptz NOT NULL, -- the fact's own instant
    settled_at           timestamptz
);
CREATE INDEX deliveries_by_time ON deliveries (workspace, created_at DESC, id DESC);
CREATE INDEX deliveries_by_command ON deliveries (send_command_id) WHERE send_command_id IS NOT NULL;
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'HELD';
CREATE INDEX deliveries_by_age ON deliveries (created_at);
ALTER TABLE deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON deliveries TO notification_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON deliveries TO notification_path USING (true);

-- The last trouble of a rule that was told by a subscription which wants to know when it is over. Gone once that is told.
CREATE TABLE troubles (
    subscription_uid uuid        NOT NULL,
    rule             text        NOT NULL,
    workspace        text        NOT NULL,
    cause            text        NOT NULL,
    failed_at        timestamptz NOT NULL,
    PRIMARY KEY (subscription_uid, rule)
);
ALTER TABLE troubles ENABLE ROW LEVEL SECURITY;
ALTER TABLE troubles FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON troubles TO notification_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON troubles TO notification_path USING (true);

-- What each person wants of each channel.
CREATE TABLE preferences (
    workspace  text        NOT NULL,
    principal  text        NOT NULL,
    document   json        NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (workspace, principal)
);
ALTER TABLE preferences ENABLE ROW LEVEL SECURITY;
ALTER TABLE preferences FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON preferences TO notification_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON preferences TO notification_path USING (true);
