package dev.sequitur.gateway.access;

import dev.sequitur.kit.problem.ProblemCode;

/** What came of a request's credentials. */
public sealed interface Claim {

  /** They hold. */
  record Known(Identity identity) implements Claim {}

  /**
   * They do not.
   *
   * @param principal whose they are or seem to be
   * @param workspace where the audit entry belongs
   */
  record Refused(ProblemCode code, String detail, String principal, String workspace)
      implements Claim {}

  /** There are none. */
  record Missing() implements Claim {}
}
