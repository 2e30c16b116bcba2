-- Statistics of rules, triggers and actions in one table: a batch adds to all of them with one statement.
-- All counts are a function of the rows of runs and events, so they can be made again from the topics.
CREATE TABLE thing_hours (
  workspace text        NOT NULL,
  kind      text        NOT NULL,             -- RULE, TRIGGER or ACTION
  hour      timestamptz NOT NULL,             -- of the decision; of the acceptance, where events are counted
  thing     uuid        NOT NULL,             -- uid of the rule or trigger; of an action, its rule's
  part      text        COLLATE "C" NOT NULL, -- of an action, its step; else empty
  name      text        NOT NULL,             -- the rule's, as its highest version bore it; empty for triggers
  version   integer     NOT NULL,
  uses      text        NOT NULL,             -- of an action: http.request@1
  accepted  bigint      NOT NULL,             -- events
  matched   bigint      NOT NULL,             -- runs; of an action, how often it was asked for
  succeeded bigint      NOT NULL,
  failed    bigint      NOT NULL,
  dead      bigint      NOT NULL,             -- of runs: those of the failed ones in which an action was given up
  unknown   bigint      NOT NULL,
  cancelled bigint      NOT NULL,
  rejected  bigint      NOT NULL,
  attempts  bigint      NOT NULL,
  -- How long it took: the buckets that are not empty, ascending, and what is in each. Bucket i begins at 2^(i/8) microseconds.
  buckets   integer[]   NOT NULL,
  counts    bigint[]    NOT NULL,
  PRIMARY KEY (workspace, kind, hour, thing, part)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

-- What was counted until now. The owner is under the policies too, and none is for it.
ALTER TABLE run_hours NO FORCE ROW LEVEL SECURITY;
INSERT INTO thing_hours
SELECT workspace, 'RULE', hour, rule_uid, '', rule_name, rule_version, '', 0, started + rejected, succeeded, failed, 0, unknown,
  cancelled, rejected, 0, '{}', '{}'
FROM run_hours;
DROP TABLE run_hours;

ALTER TABLE thing_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE thing_hours FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON thing_hours TO reporting_api USING (workspace = current_setting('sequitur.workspace', true));
CREATE POLICY path ON thing_hours TO reporting_path USING (true);

-- Runs by the hour of their decision: started = running + succeeded + failed + unknown + cancelled.
CREATE VIEW run_hours WITH (security_invoker = true) AS
SELECT workspace, thing AS rule_uid, hour, name AS rule_name, version AS rule_version, matched - rejected AS started,
  succeeded, failed, unknown, cancelled, rejected
FROM thing_hours WHERE kind = 'RULE';

REVOKE INSERT, UPDATE, DELETE ON thing_hours, run_hours FROM reporting_api;
REVOKE INSERT, UPDATE, DELETE ON run_hours FROM reporting_path;

-- Which trigger made the event; null for runs that were decided on before this was said.
ALTER TABLE runs ADD COLUMN trigger_uid uuid;
