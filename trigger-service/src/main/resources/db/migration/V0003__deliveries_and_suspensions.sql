-- The last calls of each webhook, of all replicas: written once a second behind the calls, at most twenty a trigger.
CREATE TABLE webhook_deliveries (
    workspace   text        NOT NULL,
    uid         uuid        NOT NULL REFERENCES definitions,
    replica     uuid        NOT NULL,
    number      bigint      NOT NULL,
    received_at timestamptz NOT NULL,
    version     int         NOT NULL,
    verifier    text        NOT NULL,
    bytes       bigint,
    verdict     text        NOT NULL CHECK (verdict IN ('ACCEPTED', 'FILTERED', 'CHALLENGED', 'REJECTED')),
    status      int         NOT NULL,
    code        text,
    detail      text,
    event_id    uuid,
    PRIMARY KEY (uid, replica, number)
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON webhook_deliveries TO trigger_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON webhook_deliveries TO trigger_path USING (true);

-- Why a trigger rests, as whoever suspended it said. Gone with whatever ends the suspension, so that no way of ending it
-- leaves it behind.
ALTER TABLE definitions ADD COLUMN suspended_for text CHECK (length(suspended_for) <= 500);

CREATE FUNCTION forget_suspension() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.suspended_for := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER forget_suspension BEFORE UPDATE ON definitions
    FOR EACH ROW WHEN (NEW.suspended_for IS NOT NULL AND NEW.state IS DISTINCT FROM 'DISABLED')
    EXECUTE FUNCTION forget_suspension();
