package dev.sequitur.executor.action;

import dev.sequitur.kit.problem.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** Arguments that an action cannot work with. */
public final class InvalidArgumentsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  public InvalidArgumentsException(List<Violation> violations) {
    super(
        violations.stream()
            .map(violation -> violation.pointer() + ": " + violation.detail())
            .collect(Collectors.joining("; ")),
        null,
        false,
        false);
    this.violations = List.copyOf(violations);
  }

  public List<Violation> violations() {
    return violations;
  }
}
