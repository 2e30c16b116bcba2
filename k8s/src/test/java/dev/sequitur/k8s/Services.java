package dev.sequitur.k8s;

import java.util.List;
import java.util.stream.Stream;

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

  /** The same with rule-service in two parts. */
  static final List<String> IN_PARTS =
      Stream.concat(NAMES.stream(), Stream.of("rule-service-api")).toList();

  private Services() {}
}
