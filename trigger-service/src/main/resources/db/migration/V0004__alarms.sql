-- What became of a schedule's instants last, kept with where it stands: the table of fires is too long to look it up there.
ALTER TABLE schedules
    ADD COLUMN last_fired_nominal_at    timestamptz,
    ADD COLUMN last_fired_at            timestamptz,
    ADD COLUMN last_misfired_nominal_at timestamptz;

-- The latest alarm of each trigger and kind. It is open until it has ended; one that is over stays, so that the spell that
-- it stood for is not raised again.
CREATE TABLE trigger_alarms (
    workspace text        NOT NULL,
    uid       uuid        NOT NULL REFERENCES definitions,
    kind      text        NOT NULL CHECK (kind IN ('QUIET', 'DID_NOT_FIRE')),
    since     timestamptz NOT NULL,
    covers    timestamptz NOT NULL,
    raised_at timestamptz NOT NULL,
    ended_at  timestamptz,
    PRIMARY KEY (uid, kind)
);
CREATE INDEX trigger_alarms_open ON trigger_alarms (uid) WHERE ended_at IS NULL;
ALTER TABLE trigger_alarms ENABLE ROW LEVEL SECURITY;
ALTER TABLE trigger_alarms FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON trigger_alarms TO trigger_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON trigger_alarms TO trigger_path USING (true);
