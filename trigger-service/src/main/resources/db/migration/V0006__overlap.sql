-- A nominal instant may also be let go because runs of the one before are going, and one that fires may say why it did all
-- the same. Rows that are there satisfy what was asked of them before, and are not read again.
ALTER TABLE fires DROP CONSTRAINT fires_state_check, DROP CONSTRAINT fires_check;
ALTER TABLE fires
    ADD CONSTRAINT fires_state CHECK (state IN ('FIRED', 'MISFIRED', 'SKIPPED')) NOT VALID,
    ADD CONSTRAINT fires_reason CHECK ((state = 'FIRED') = (event_id IS NOT NULL)
        AND (state = 'FIRED' OR reason IS NOT NULL)) NOT VALID;

-- The next nominal instant has come, and waits until runs of the one before are over; next_due_at is when to look again.
ALTER TABLE schedules ADD COLUMN waits boolean NOT NULL DEFAULT false;

-- The latest firing of each schedule whose runs must not overlap, and what is known of its runs: how many its event has
-- started (null until that is said), which, and which of them have ended. Rows are touched by who has locked the schedule's.
CREATE TABLE followed_firings (
    workspace text        NOT NULL,
    schedule  uuid        PRIMARY KEY REFERENCES schedules ON DELETE CASCADE,
    event_id  uuid        NOT NULL,
    fired_at  timestamptz NOT NULL,
    run_count int,
    started   uuid[]      NOT NULL DEFAULT '{}',
    ended     uuid[]      NOT NULL DEFAULT '{}',
    over_at   timestamptz
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE followed_firings ENABLE ROW LEVEL SECURITY;
ALTER TABLE followed_firings FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON followed_firings TO trigger_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON followed_firings TO trigger_path USING (true);
