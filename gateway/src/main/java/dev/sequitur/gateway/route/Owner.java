package dev.sequitur.gateway.route;

/** Who answers an operation. */
public enum Owner {
  GATEWAY,
  TRIGGER,
  RULE,
  EXECUTOR,
  NOTIFICATION,
  REPORTING
}
