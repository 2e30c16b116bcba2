package dev.sequitur.e2e.observability;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query in PromQL, as far as dashboards and alerts use the language. */
sealed interface Query {

  /** {@code 5}, {@code 0.99}. */
  record Literal(double value) implements Query {}

  /**
   * {@code name{label="value"}[5m]}.
   *
   * @param range as it is written, {@code 5m}; null for an instant
   */
  record Selector(String name, List<Matcher> matchers, @Nullable String range) implements Query {}

  /** {@code rate(…)}. */
  record Call(String function, List<Query> arguments) implements Query {}

  /**
   * {@code sum by (a, b) (…)}.
   *
   * @param without whether the labels are those that go
   * @param parameter of {@code topk} and {@code quantile}
   */
  record Aggregation(
      String operator, Set<String> labels, boolean without, @Nullable Query parameter, Query of)
      implements Query {}

  /** {@code left / right}; series meet by all of their labels. */
  record Binary(String operator, Query left, Query right) implements Query {}

  /** {@code label="value"}; the operator is one of {@code = != =~ !~}. */
  record Matcher(String label, String operator, String value) {}

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException if it is none, or uses what this reader does not know
   */
  static Query of(String text) {
    return new QueryReader(text).read();
  }
}
