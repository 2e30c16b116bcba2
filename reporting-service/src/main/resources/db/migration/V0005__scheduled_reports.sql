-- Reports that an event has had made, and what became of them: who had it made, the run that delivers it, the attempts.
ALTER TABLE reports
  ADD COLUMN cause    json,                       -- the event and the definition; null if somebody asked for it
  ADD COLUMN attempts int NOT NULL DEFAULT 0,     -- that failed
  ADD COLUMN retry_at timestamptz,
  ADD COLUMN delivery text,                       -- ORDERED, EMPTY or TOO_LARGE; null without one
  ADD COLUMN run_id   uuid;                       -- the run that delivers it
