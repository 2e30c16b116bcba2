-- The ledger: which decisions were admitted, and where each of their effects stands.
-- JSON is kept as json, not jsonb: payloads may hold \u0000, which jsonb refuses.
-- Not partitioned: four partitions by id made no batch cheaper, and nothing is dropped by partition. Old rows are deleted in
-- batches; autovacuum does not come for every few thousand rows: each visit reads all indexes.

-- One value for each claim. An outcome counts only if it carries the fence of the latest claim.
CREATE SEQUENCE fences;

CREATE TABLE admissions (
  run_id       uuid        NOT NULL,
  revision     integer     NOT NULL,
  workspace    text        NOT NULL,
  starter      json        NOT NULL,
  event        json        NOT NULL,
  trace_parent text,
  -- The only effect of a run that has one: such a run stands where its effect stands, and is not counted.
  sole         uuid,
  open         integer     NOT NULL CHECK (open >= 0),
  failed       integer     NOT NULL DEFAULT 0,
  unknown      integer     NOT NULL DEFAULT 0,
  cancelled    integer     NOT NULL DEFAULT 0,
  generation   integer     NOT NULL DEFAULT 0,
  decided_at   timestamptz NOT NULL,
  admitted_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run_id, revision)
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.2, autovacuum_vacuum_threshold = 50000,
        autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 50000);

CREATE TABLE effects (
  command_id         uuid        NOT NULL PRIMARY KEY,
  generation         integer     NOT NULL DEFAULT 0,
  -- The generation at which the request was last changed; part of the key that the target is given.
  changed_generation integer     NOT NULL DEFAULT 0,
  workspace          text        NOT NULL,
  run_id             uuid        NOT NULL,
  revision           integer     NOT NULL,
  action_id          text        NOT NULL,
  host               text        NOT NULL,
  delivery           text        NOT NULL,
  state              text        NOT NULL CHECK (state IN
    ('PLANNED', 'STARTED', 'RETRY_WAIT', 'SUCCEEDED', 'FAILED', 'UNKNOWN', 'CANCELLED', 'DEAD')),
  attempt            integer     NOT NULL DEFAULT 0,
  -- Of the latest claim; gone as soon as its ending is applied.
  fence              bigint      CHECK ((state = 'STARTED') = (fence IS NOT NULL)),
  owner              text,
  started_at         timestamptz,
  lease_until        timestamptz,
  -- Time for one attempt, and for all of them from the first one's start.
  attempt_millis     bigint      NOT NULL,
  total_millis       bigint      NOT NULL,
  -- No attempt starts later than this.
  deadline           timestamptz NOT NULL,
  -- The whole call; secrets are references.
  request            json        NOT NULL,
  -- When it is due while it is PLANNED or RETRY_WAIT.
  retry_at           timestamptz,
  result             json,
  error              json,
  attempts           json        NOT NULL DEFAULT '[]',
  decided_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.2, autovacuum_vacuum_threshold = 50000,
        autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 50000);

-- Due work, by lane and kind: the poller visits each lane, so no lane hides behind another's backlog.
CREATE INDEX effects_due ON effects (workspace, host, state, retry_at) WHERE state IN ('PLANNED', 'RETRY_WAIT');
CREATE INDEX effects_leases ON effects (lease_until) WHERE state = 'STARTED';

-- Purged by age; a summary index costs the hot path nothing.
CREATE INDEX admissions_age ON admissions USING brin (decided_at);
CREATE INDEX effects_age ON effects USING brin (decided_at);

ALTER TABLE admissions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON admissions TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON admissions TO executor_path USING (true);

ALTER TABLE effects ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON effects TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON effects TO executor_path USING (true);

-- Answers that came after another claim had taken their effect: evidence, never applied.
CREATE TABLE superseded_attempts (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  command_id uuid        NOT NULL,
  workspace  text        NOT NULL,
  generation integer     NOT NULL,
  fence      bigint      NOT NULL,
  attempt    json        NOT NULL,
  seen_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX superseded_attempts_by_command ON superseded_attempts (command_id);
ALTER TABLE superseded_attempts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON superseded_attempts TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON superseded_attempts TO executor_path USING (true);

-- Commands that were given up or cannot be known, whole, so that each can be redriven from its own copy.
CREATE TABLE dead_letters (
  command_id     uuid        NOT NULL,
  generation     integer     NOT NULL,
  workspace      text        NOT NULL,
  run_id         uuid        NOT NULL,
  revision       integer     NOT NULL,
  run_generation integer     NOT NULL,
  rule_name      text        NOT NULL,
  action_id      text        NOT NULL,
  state          text        NOT NULL CHECK (state IN ('FAILED', 'DEAD', 'UNKNOWN')),
  code           text        NOT NULL,
  detail         text        NOT NULL,
  host           text        NOT NULL,
  delivery       text        NOT NULL,
  changed_generation integer NOT NULL,
  request        json        NOT NULL,
  starter        json        NOT NULL,
  event          json        NOT NULL,
  attempts       json        NOT NULL,
  trace_parent   text,
  decided_at     timestamptz NOT NULL,
  created_at     timestamptz NOT NULL,
  redriven_at    timestamptz,
  redriven_by    text,
  PRIMARY KEY (command_id, generation)
);
CREATE INDEX dead_letters_newest ON dead_letters (workspace, created_at DESC, command_id DESC, generation DESC);
CREATE INDEX dead_letters_by_run ON dead_letters (run_id);
CREATE INDEX dead_letters_age ON dead_letters (created_at);
ALTER TABLE dead_letters ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON dead_letters TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON dead_letters TO executor_path USING (true);

-- Ciphertexts only. A deleted secret leaves its row, so that its version goes on rising.
CREATE TABLE secrets (
  workspace  text        NOT NULL,
  name       text        NOT NULL,
  version    integer     NOT NULL,
  ciphertext bytea,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text        NOT NULL,
  PRIMARY KEY (workspace, name)
);
ALTER TABLE secrets ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON secrets TO executor_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON secrets TO executor_path USING (true);

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
