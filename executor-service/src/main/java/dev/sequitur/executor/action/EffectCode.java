package dev.sequitur.executor.action;

/** Why an attempt or an effect did not succeed. Stable: they stand in outcomes and dead letters. */
public enum EffectCode {
  /** No action of that name and version is known here. */
  UNKNOWN_ACTION,
  /** The action cannot work with these arguments. */
  INVALID_ARGUMENTS,
  /** The target is not one that may be called. */
  EGRESS_DENIED,
  /** A secret that is referred to is not there or cannot be opened. */
  SECRET_UNAVAILABLE,
  /** The connection that is named is not in force, or of another type. */
  CONNECTION_UNAVAILABLE,
  /** The target's name leads nowhere. */
  DNS_FAILED,
  /** No connection came about. */
  CONNECT_FAILED,
  /** The target's certificate or its TLS is not acceptable. */
  TLS_FAILED,
  /** The attempt took longer than it may; its phase says how far it came. */
  TIMEOUT,
  /** The connection ended before an answer came. */
  CONNECTION_CUT,
  /** The target refused (4xx). */
  TARGET_REFUSED,
  /** The target asked for patience (408, 429). */
  TARGET_BUSY,
  /** The target failed (5xx). */
  TARGET_FAILED,
  /** The target pointed elsewhere, and that is not followed: not a GET, too many, or not safe. */
  REDIRECT_REFUSED,
  /** The table in which the target notes what was done to it is missing. */
  MARKER_TABLE_MISSING,
  /** So many events that were emitted one for another lie behind this one that it is a circle. */
  TOO_MANY_HOPS,
  /** The process that made the attempt ended before it could say how it went. */
  LOST,
  /** It could not be tried, or tried again, in the time it had. */
  DEADLINE_PASSED,
  /**
   * The command is older than what is remembered, so whether it was carried out cannot be known.
   */
  PAST_HORIZON,
  /** Somebody has cancelled its run; who and why is in the detail. */
  CANCELLED,
  /** A fault on our side. */
  INTERNAL_ERROR
}
