package dev.sequitur.rule.explain;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.past.LogWindow;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The window that a request names; all that is wrong with it at once. */
public final class WindowParameters {

  private static final String OUT_OF_RANGE = "OUT_OF_RANGE";
  private static final String MALFORMED = "MALFORMED_PARAMETER";

  private final Instant now;
  private final List<Violation> errors = new ArrayList<>();

  /**
   * @param now no window reaches beyond it
   */
  public WindowParameters(Instant now) {
    this.now = now;
  }

  /**
   * The bounds on what may be asked.
   *
   * @param usual how far a window reaches back if nothing is said
   * @param limit records if nothing is said
   * @param most records
   */
  public record Bounds(Duration usual, long limit, long most) {}

  /** The window that is asked for; refuses with 422 if anything is wrong. */
  LogWindow.Asked sound(
      @Nullable String from, @Nullable String to, @Nullable Long limit, Bounds bounds) {
    var asked = read(from, to, limit, bounds);
    if (!errors.isEmpty()) {
      throw CommonProblem.VALIDATION_FAILED.with("The window cannot be looked at.", errors);
    }
    return asked;
  }

  /** Reads what was given; {@link #errors} tells whether the result is of any use. */
  public LogWindow.Asked read(
      @Nullable String from, @Nullable String to, @Nullable Long limit, Bounds bounds) {
    var end = instant("/to", to, now);
    var until = end.isAfter(now) ? now : end;
    var begin = instant("/from", from, until.minus(bounds.usual()));
    if (!begin.isBefore(until)) {
      add("/from", OUT_OF_RANGE, "must be before to, and before now");
    }
    long most = limit == null ? bounds.limit() : limit;
    if (most < 1 || most > bounds.most()) {
      add("/limit", OUT_OF_RANGE, "must be 1 to " + bounds.most());
    }
    return new LogWindow.Asked(begin, until, most);
  }

  /** All that is wrong so far. */
  public List<Violation> errors() {
    return errors;
  }

  private Instant instant(String pointer, @Nullable String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      add(
          pointer,
          MALFORMED,
          "an instant with its offset is expected, such as 2026-01-31T08:00:00Z");
      return otherwise;
    }
  }

  private void add(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }
}
