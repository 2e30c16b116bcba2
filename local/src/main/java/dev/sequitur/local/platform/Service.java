package dev.sequitur.local.platform;

/** The six services. */
public enum Service {
  GATEWAY("gateway", "gateway"),
  TRIGGER("trigger-service", "trigger"),
  RULE("rule-service", "rule"),
  EXECUTOR("executor-service", "executor"),
  NOTIFICATION("notification-service", "notification"),
  REPORTING("reporting-service", "reporting");

  private final String part;
  private final String schema;

  Service(String part, String schema) {
    this.part = part;
    this.schema = schema;
  }

  /** The name people call it by, which is also its folder in the project. */
  public String part() {
    return part;
  }

  /** Its schema in the database, and the first half of its roles' names. */
  public String schema() {
    return schema;
  }
}
