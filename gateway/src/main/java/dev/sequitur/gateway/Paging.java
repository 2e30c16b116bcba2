package dev.sequitur.gateway;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list somebody wants.
 *
 * @param after key of the last item of the page before; null for the first page
 * @param limit items of a page, 1 to 500
 */
public record Paging(@Nullable String after, int limit) {

  /** What a request gets that does not say how many. */
  public static final String USUAL = "100";

  private static final int MOST = 500;

  /**
   * As it was asked for.
   *
   * @throws dev.sequitur.kit.problem.Problem VALIDATION_FAILED if the limit is out of bounds
   */
  public static Paging of(@Nullable String after, int limit) {
    if (limit < 1 || limit > MOST) {
      var rule = "limit must be between 1 and " + MOST + ".";
      throw CommonProblem.VALIDATION_FAILED.with(
          rule, List.of(new Violation("/limit", "OUT_OF_RANGE", rule)));
    }
    return new Paging(after, limit);
  }

  /** How many rows to read: one more than is shown tells whether there is a next page. */
  public int rows() {
    return limit + 1;
  }

  /**
   * The page of rows that were read so.
   *
   * @param key of an item, by which the next page begins
   * @param page of the items, and the key to go on after; null after the last page
   */
  public <V, P> P page(
      List<V> found, Function<V, String> key, BiFunction<List<V>, @Nullable String, P> page) {
    var isLast = found.size() <= limit;
    var items = isLast ? found : List.copyOf(found.subList(0, limit));
    return page.apply(items, isLast ? null : key.apply(items.getLast()));
  }
}
