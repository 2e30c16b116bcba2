package dev.sequitur.cli.output;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.gateway.Problem;
import java.util.function.Function;

/** Problems as a person reads them. */
public final class Sentences {

  private Sentences() {}

  /** The exit code with what stderr shows. */
  public static Failure of(Problem problem) {
    return of(problem, Problem.Violation::pointer);
  }

  /**
   * The same.
   *
   * @param place where a violation is, in the reader's words
   */
  public static Failure of(Problem problem, Function<Problem.Violation, String> place) {
    var text = new StringBuilder(sentence(problem.title()));
    if (!problem.detail().isEmpty()) {
      text.append(' ').append(sentence(problem.detail()));
    }
    for (var violation : problem.violations()) {
      text.append("\n  ")
          .append(place.apply(violation))
          .append(": ")
          .append(Table.printable(violation.detail()))
          .append(" (")
          .append(violation.code())
          .append(')');
    }
    text.append(footer(problem));
    return new Failure(exit(problem), text.toString());
  }

  private static int exit(Problem problem) {
    return switch (problem.status()) {
      case 401, 403 -> Exit.FORBIDDEN;
      default ->
          problem.code().isEmpty() && problem.status() >= 502 ? Exit.UNREACHABLE : Exit.REFUSED;
    };
  }

  private static String footer(Problem problem) {
    if (problem.code().isEmpty()) {
      return "";
    }
    var trace = problem.traceId().isEmpty() ? "" : ", trace " + problem.traceId();
    return "\n  (%s, HTTP %d%s)".formatted(problem.code(), problem.status(), trace);
  }

  private static String sentence(String text) {
    var clean = Table.printable(text);
    return clean.matches(".*[.!?]") ? clean : clean + ".";
  }
}
