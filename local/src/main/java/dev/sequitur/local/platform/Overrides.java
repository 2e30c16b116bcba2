package dev.sequitur.local.platform;

import java.util.List;
import java.util.Map;

/**
 * What a rig or a person wants otherwise in all services.
 *
 * @param jvmOptions added behind the launcher's own, so that they win
 * @param environment configuration added to the launcher's own; it wins too
 */
public record Overrides(List<String> jvmOptions, Map<String, String> environment) {

  private static final String JVM_OPTIONS = "SEQUITUR_JAVA_OPTIONS";

  public Overrides {
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
  }

  public static Overrides none() {
    return new Overrides(List.of(), Map.of());
  }

  /** {@code SEQUITUR_JAVA_OPTIONS}, separated by blanks. */
  public static Overrides from(Map<String, String> environment) {
    String options = environment.getOrDefault(JVM_OPTIONS, "").strip();
    return new Overrides(options.isEmpty() ? List.of() : List.of(options.split("\\s+")), Map.of());
  }
}
