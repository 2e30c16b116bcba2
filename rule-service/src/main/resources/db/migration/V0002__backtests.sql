-- Trials of rules on events of the past. Who runs one holds a lease; one whose lease has lapsed has failed, and is not begun again by itself.
CREATE TABLE backtests (
  backtest_id  uuid        PRIMARY KEY,
  workspace    text        NOT NULL,
  rule_uid     uuid        NOT NULL,
  request      json        NOT NULL,     -- as it was understood, with both versions as they were then
  state        text        NOT NULL,     -- WAITING, RUNNING, SUCCEEDED, FAILED, CANCELLED
  requested_at timestamptz NOT NULL DEFAULT now(),
  requested_by text        NOT NULL,
  started_at   timestamptz,
  finished_at  timestamptz,
  cancelled    boolean     NOT NULL DEFAULT false,
  owner        text,
  lease_until  timestamptz,
  done         bigint      NOT NULL DEFAULT 0,
  total        bigint,
  code         text,
  detail       text,
  result       json
);
CREATE INDEX backtests_by_rule ON backtests (workspace, rule_uid, requested_at, backtest_id);
CREATE INDEX backtests_open ON backtests (requested_at) WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX backtests_by_age ON backtests (requested_at);

-- Events that a backtest shows, numbered within their kind.
CREATE TABLE backtest_events (
  backtest_id uuid NOT NULL REFERENCES backtests ON DELETE CASCADE,
  workspace   text NOT NULL,
  kind        text NOT NULL,
  number      int  NOT NULL,
  detail      json NOT NULL,
  PRIMARY KEY (backtest_id, kind, number)
);

DO $$
DECLARE
  shown text;
BEGIN
  FOREACH shown IN ARRAY ARRAY['backtests', 'backtest_events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', shown);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', shown);
    EXECUTE format('CREATE POLICY api ON %I TO rule_api
                    USING (workspace = current_setting(''sequitur.workspace'', true))', shown);
    EXECUTE format('CREATE POLICY path ON %I TO rule_path USING (true)', shown);
  END LOOP;
END $$;

-- Results are written by those who run backtests alone.
REVOKE INSERT, UPDATE, DELETE ON backtest_events FROM rule_api;
REVOKE DELETE ON backtests FROM rule_api;
