-- How far commands are admitted, written down every second while it moves: never ahead of the rows that it speaks of. A database that
-- was restored to an earlier instant is known by it: the log is ahead.
CREATE TABLE positions (
  partition   integer     PRIMARY KEY,
  next_offset bigint      NOT NULL,
  noted_at    timestamptz NOT NULL DEFAULT now()
);
-- Of no workspace: only the data path sees it.
ALTER TABLE positions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY path ON positions TO executor_path USING (true);
