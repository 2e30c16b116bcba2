-- The nominal instant that has come and cancels what goes on; null while none has. Runs that are named afterwards are
-- cancelled too.
ALTER TABLE followed_firings ADD COLUMN cancelled_for timestamptz;
