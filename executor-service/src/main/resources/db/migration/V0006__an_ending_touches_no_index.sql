-- An attempt that begins from memory and ends well changes no column of an index, so its ending is written beside its beginning and
-- no index hears of it. What waits is known by retry_at, which nothing else has now; its first attempt by attempt = 0.
UPDATE effects SET retry_at = NULL WHERE retry_at IS NOT NULL AND state NOT IN ('PLANNED', 'RETRY_WAIT');
DROP INDEX effects_due;
CREATE INDEX effects_due ON effects (workspace, host, (attempt > 0), retry_at) WHERE retry_at IS NOT NULL;
DROP INDEX effects_leases;
CREATE INDEX effects_leases ON effects (lease_until) WHERE lease_until IS NOT NULL;

-- Effects of a workspace that began together have one lease: a row instead of an entry of an index for each. It goes when the last of
-- them has ended. When it lapses, or its owner is back, what is still under way of it gets leases of its own, which have lapsed.
CREATE TABLE leases (
  lease       uuid        NOT NULL PRIMARY KEY,
  workspace   text        NOT NULL,
  owner       text        NOT NULL,
  lease_until timestamptz NOT NULL,
  command_ids uuid[]      NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE leases ALTER command_ids SET STORAGE EXTERNAL;
ALTER TABLE leases ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON leases TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON leases TO executor_path USING (true);
