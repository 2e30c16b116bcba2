-- Statistics by version: an hour of a rule in which two of its versions decided is two rows, one for each. What was counted
-- until now stays with the version that its row bears, the highest of its hour.
-- Further kinds, each with a code as its part, and how often in the column "rejected":
--   REJECTION    runs that could not start; a function of the rows of runs as all others are
--   UNTOLD       conditions that were asked and could not be told
--   SUPPRESSION  rules that an event reached and that were not asked
-- The last two come from summaries of matching. An event is counted once: for each partition of events the table positions
-- holds, under a reader of its own, the offset before which all is counted.
ALTER TABLE thing_hours DROP CONSTRAINT thing_hours_pkey;
ALTER TABLE thing_hours ADD PRIMARY KEY (workspace, kind, hour, thing, part, version);

CREATE OR REPLACE VIEW run_hours WITH (security_invoker = true) AS
SELECT workspace, thing AS rule_uid, hour, (array_agg(name ORDER BY version DESC))[1] AS rule_name,
  max(version) AS rule_version, sum(matched - rejected)::bigint AS started, sum(succeeded)::bigint AS succeeded,
  sum(failed)::bigint AS failed, sum(unknown)::bigint AS unknown, sum(cancelled)::bigint AS cancelled,
  sum(rejected)::bigint AS rejected
FROM thing_hours WHERE kind = 'RULE'
GROUP BY workspace, hour, thing;
