package dev.sequitur.local.process;

/** What can be said to a process. */
public enum Signal {
  /** End in good order. */
  TERM,
  /** End in good order without waiting for clients: PostgreSQL's fast shutdown. */
  INT,
  /** End now, as in a power cut. */
  KILL,
  /** Stand still. */
  STOP,
  /** Go on. */
  CONT,
  /** Print all stacks to the log (Java). */
  QUIT
}
