-- What the topics have told, folded per id. Everything here can be made again from them.
-- Not partitioned: four partitions by id were measured and made no batch cheaper, and nothing here is dropped by partition.
-- Housekeeping deletes in batches; autovacuum does not come for every few thousand rows: each visit
-- reads all indexes.

CREATE TABLE runs (
  run_id          uuid        NOT NULL PRIMARY KEY,
  workspace       text        NOT NULL,
  rule_uid        uuid        NOT NULL,
  rule_name       text        NOT NULL,
  rule_version    integer     NOT NULL,
  labels          json        NOT NULL,
  event_id        uuid        NOT NULL,
  event_type      text        NOT NULL,
  event_partition integer     NOT NULL,
  event_offset    bigint      NOT NULL,
  accepted_at     timestamptz NOT NULL,
  event_subject   text,
  event_key       text,
  run_no          integer     NOT NULL,
  decided_at      timestamptz,              -- null: only outcomes of this run were seen so far
  revision        integer     NOT NULL,     -- highest decision seen, -1: none
  state           text        NOT NULL,
  generation      integer     NOT NULL,     -- of the end that holds, -1: no end was seen
  ended_at        timestamptz,
  reject_code     text,
  reject_detail   text,
  actions         json        NOT NULL,     -- each with its outcomes; folded by the projection, never by SQL
  action_states   text        NOT NULL,     -- of their latest outcomes, with commas between
  changes         integer     NOT NULL,     -- counts writes: nobody overwrites what he has not read
  -- A state that is worth looking for.
  trouble         text        GENERATED ALWAYS AS (CASE WHEN state NOT IN ('RUNNING', 'SUCCEEDED') THEN state END) STORED,
  -- RUNNING for longer than runs usually take; set by housekeeping.
  lingers         boolean     NOT NULL
-- An ending finds room beside the row that it replaces, and touches no index.
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.2, autovacuum_vacuum_threshold = 50000,
        autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 50000);

-- Ascending: what is new goes to the right end, which is cheapest. Lists read them backwards.
CREATE INDEX runs_by_time  ON runs (workspace, accepted_at, run_id);
CREATE INDEX runs_by_rule  ON runs (workspace, rule_name, accepted_at, run_id);
CREATE INDEX runs_by_event ON runs (event_id);
-- Nearly all runs succeed, and soon: neither start nor success touches these two, so an ending leaves all indexes alone.
CREATE INDEX runs_by_trouble ON runs (trouble, workspace, accepted_at, run_id) WHERE trouble IS NOT NULL;
CREATE INDEX runs_lingering  ON runs (workspace, accepted_at, run_id) WHERE lingers;
-- For the purge; rows arrive in about this order. Ranges are large: each is a request to autovacuum, which hears few.
CREATE INDEX runs_by_age   ON runs USING brin (accepted_at) WITH (pages_per_range = 1024, autosummarize = on);

-- Finds any event that is kept on the log. Its data stays there.
CREATE TABLE events (
  event_id        uuid        NOT NULL PRIMARY KEY,
  workspace       text        NOT NULL,
  event_partition integer     NOT NULL,
  event_offset    bigint      NOT NULL,
  accepted_at     timestamptz NOT NULL,
  type            text        NOT NULL,
  source          text        NOT NULL,
  subject         text,
  event_key       text,
  trigger_uid     uuid        NOT NULL,
  trigger_version integer     NOT NULL,
  duplicates      integer     NOT NULL      -- further records with this id
) WITH (autovacuum_vacuum_scale_factor = 0.2, autovacuum_vacuum_threshold = 50000,
        autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 50000);

CREATE INDEX events_by_age ON events USING brin (accepted_at) WITH (pages_per_range = 1024, autosummarize = on);

-- Runs by the hour of their decision: started = running + succeeded + failed + unknown + cancelled.
CREATE TABLE run_hours (
  workspace    text        NOT NULL,
  rule_uid     uuid        NOT NULL,
  hour         timestamptz NOT NULL,
  rule_name    text        NOT NULL,
  rule_version integer     NOT NULL,
  started      bigint      NOT NULL,
  succeeded    bigint      NOT NULL,
  failed       bigint      NOT NULL,
  unknown      bigint      NOT NULL,
  cancelled    bigint      NOT NULL,
  rejected     bigint      NOT NULL,
  PRIMARY KEY (workspace, hour, rule_uid)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

CREATE TABLE event_hours (
  workspace   text        NOT NULL,
  hour        timestamptz NOT NULL,
  type        text        NOT NULL,
  trigger_uid uuid        NOT NULL,
  accepted    bigint      NOT NULL,
  PRIMARY KEY (workspace, hour, type, trigger_uid)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

-- How far each group has got; moved in the transaction of what it read.
CREATE TABLE positions (
  reader      text        NOT NULL,
  topic       text        NOT NULL,
  partition   integer     NOT NULL,
  next_offset bigint      NOT NULL,
  seen_at     timestamptz,                  -- timestamp of the last record that was applied
  PRIMARY KEY (reader, topic, partition)
) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

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

DO $$
DECLARE
  shown text;
BEGIN
  FOREACH shown IN ARRAY ARRAY['runs', 'events', 'run_hours', 'event_hours'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', shown);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', shown);
    EXECUTE format('CREATE POLICY api ON %I TO reporting_api
                    USING (workspace = current_setting(''sequitur.workspace'', true))', shown);
    EXECUTE format('CREATE POLICY path ON %I TO reporting_path USING (true)', shown);
  END LOOP;
END $$;

-- Requests only read.
REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA reporting FROM reporting_api;
REVOKE ALL ON positions, outbox FROM reporting_api;
