package dev.sequitur.rule;

import dev.sequitur.kit.problem.CommonProblem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A replica that only matches answers no request, whoever routed it there; health and metrics are
 * no requests in this sense.
 */
class ApiRole {

  private final Roles roles;

  ApiRole(Roles roles) {
    this.roles = roles;
  }

  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  void refuse() {
    if (!roles.include(Role.API)) {
      // Not "not found": what was asked for may well exist, and another replica answers.
      throw CommonProblem.UNAVAILABLE.with("This replica decides on events and answers nothing.");
    }
  }
}
