package dev.sequitur.kit.problem;

import java.util.List;

/** A caller's mistake, answered as problem+json. Carries no stack trace: it is no fault of ours. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemCode code;
  private final transient List<Violation> errors;

  Problem(ProblemCode code, String detail, List<Violation> errors) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<Violation> errors() {
    return errors;
  }
}
