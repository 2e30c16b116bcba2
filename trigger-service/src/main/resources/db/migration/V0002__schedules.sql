-- What is to become of schedules: each change of a trigger that is or will be in force, until it is applied. Written by
-- the transaction that makes the change, so that none can be missed and none can be left over.
CREATE TABLE schedule_changes (
    workspace      text        NOT NULL,
    uid            uuid        NOT NULL REFERENCES definitions,
    change         bigint      NOT NULL,
    name           text        NOT NULL,
    version        int         NOT NULL,
    state          text        NOT NULL,
    effective_from timestamptz NOT NULL,
    PRIMARY KEY (uid, change)
);
CREATE INDEX schedule_changes_by_instant ON schedule_changes (effective_from);
ALTER TABLE schedule_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedule_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON schedule_changes TO trigger_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON schedule_changes TO trigger_path USING (true);

CREATE FUNCTION note_schedule_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO schedule_changes (workspace, uid, change, name, version, state, effective_from)
    VALUES (NEW.workspace, NEW.uid, NEW.change, NEW.name, NEW.version, NEW.state, NEW.effective_from)
    ON CONFLICT (uid, change) DO UPDATE SET effective_from = EXCLUDED.effective_from;
    RETURN NULL;
END $$;
CREATE TRIGGER note_schedule_change AFTER UPDATE OF effective_from ON definitions
    FOR EACH ROW WHEN (NEW.kind = 'Trigger' AND NEW.effective_from IS NOT NULL)
    EXECUTE FUNCTION note_schedule_change();

-- The schedules in force, one row a trigger; gone with the trigger. next_due_at is null while nothing is to come.
CREATE TABLE schedules (
    workspace       text        NOT NULL,
    uid             uuid        PRIMARY KEY REFERENCES definitions,
    name            text        NOT NULL,
    version         int         NOT NULL,
    change          bigint      NOT NULL,
    state           text        NOT NULL CHECK (state IN ('ACTIVE', 'DISABLED', 'UNUSABLE')),
    spec            json        NOT NULL,
    next_nominal_at timestamptz,
    next_due_at     timestamptz
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX schedules_due ON schedules (next_due_at) WHERE next_due_at IS NOT NULL;
ALTER TABLE schedules ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedules FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON schedules TO trigger_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON schedules TO trigger_path USING (true);

-- What became of each nominal instant; the primary key lets it be decided once.
CREATE TABLE fires (
    workspace  text        NOT NULL,
    schedule   uuid        NOT NULL,
    nominal_at timestamptz NOT NULL,
    state      text        NOT NULL CHECK (state IN ('FIRED', 'MISFIRED')),
    reason     text,
    version    int         NOT NULL,
    event_id   uuid,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (schedule, nominal_at),
    CHECK ((state = 'FIRED') = (event_id IS NOT NULL) AND (state = 'MISFIRED') = (reason IS NOT NULL))
);
CREATE INDEX fires_by_age ON fires (decided_at);
ALTER TABLE fires ENABLE ROW LEVEL SECURITY;
ALTER TABLE fires FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON fires TO trigger_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON fires TO trigger_path USING (true);

-- What came of calls lately, one row a trigger, brought together from all replicas every few seconds.
CREATE TABLE trigger_activity (
    workspace        text   NOT NULL,
    uid              uuid   PRIMARY KEY REFERENCES definitions,
    last_event       uuid,
    last_event_at    timestamptz,
    last_refusal     text,
    last_refused_at  timestamptz,
    refused_in_a_row bigint NOT NULL
) WITH (fillfactor = 60);
ALTER TABLE trigger_activity ENABLE ROW LEVEL SECURITY;
ALTER TABLE trigger_activity FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON trigger_activity TO trigger_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON trigger_activity TO trigger_path USING (true);
