package dev.sequitur.rule;

/** What a replica of rule-service does; deployed apart, each is scaled by its own load. */
public enum Role {

  /** Does what needs the database: answers requests, runs backtests, counts for brakes. */
  API,

  /** Decides on events. */
  MATCH
}
