package dev.sequitur.k8s;

import java.util.List;

/** The six services. */
final class Services {

  static final List<String> NAMES =
      List.of(
          "gateway",
          "trigger-service",
          "rule-service",
          "executor-service",
          "notification-service",
          "reporting-service");

  private Services() {}
}
