package dev.sequitur.kit.problem;

import java.util.List;

/** A kind of mistake that a caller can make: stable, listed in the documentation by its name. */
public interface ProblemCode {

  /** Upper case with underscores; an enum's constant gives it by itself. */
  String name();

  /** HTTP status. */
  int status();

  /** One sentence that is the same for every occurrence. */
  String title();

  default Problem with(String detail) {
    return new Problem(this, detail, List.of());
  }

  default Problem with(String detail, List<Violation> errors) {
    return new Problem(this, detail, errors);
  }
}
