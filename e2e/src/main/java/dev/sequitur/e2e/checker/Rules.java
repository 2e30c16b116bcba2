package dev.sequitur.e2e.checker;

import static java.util.stream.Collectors.groupingBy;

import dev.sequitur.e2e.checker.World.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rules while they were changed.
 *
 * @param terms when which version of which rule was in force, as the log of definitions has it
 * @param logged the highest version of each rule on that log
 * @param promised the highest version of each rule whose publication was answered with success
 */
public record Rules(List<Term> terms, Map<String, Integer> logged, Map<String, Integer> promised) {

  /**
   * A version of a rule was in force in [from, until).
   *
   * @param above the version matches orders of more than this
   * @param brake null if it has none
   */
  public record Term(
      String rule, int version, Instant from, Instant until, int above, @Nullable Brake brake) {

    /** A term of a version without a brake. */
    public Term(String rule, int version, Instant from, Instant until, int above) {
      this(rule, version, from, until, above, null);
    }

    boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }
  }

  /**
   * How many runs may start in a window; the others are rejected.
   *
   * @param byCustomer whether each customer's are counted apart
   */
  public record Brake(int starts, Duration within, boolean byCustomer) {}

  /** Which term, if any, starts a run for an event: its rule is in force then, and matches. */
  Function<Event, Optional<Term>> deciding() {
    Map<String, List<Term>> byRule = terms.stream().collect(groupingBy(Term::rule));
    return event ->
        byRule.getOrDefault(event.rule(), List.of()).stream()
            .filter(term -> term.covers(event.acceptedAt()) && event.amount() > term.above())
            .findFirst();
  }
}
