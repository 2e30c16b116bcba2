package dev.sequitur.kit.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Prints how long the longest of the hostile texts take, and how much the largest allocate, each
 * evaluated for the third time and the best of three; compiling is in the first time only. With an
 * argument it prints how each one ends.
 *
 * <p>None may take 50 ms or more once it is compiled, which {@link Allowance} has to see to: what
 * comes near is paid for too cheaply. The longest that was found was a row of lists that are
 * joined, 47 ms on a machine that did nothing else (27 November 2026); its price was doubled.
 */
public final class HostileBenchmark {

  private static final int SHOWN = 12;

  private HostileBenchmark() {}

  /** One text's cost. */
  private record Taken(String text, String result, long first, long nanos, long bytes) {}

  public static void main(String[] arguments) {
    var all = Hostile.cases().map(each -> measure(Hostile.text(each))).toList();
    if (arguments.length > 0) {
      all.forEach(each -> System.out.println(each.result()));
      return;
    }
    System.out.println(all.size() + " texts");
    show("first, with compiling", all, Taken::first);
    show("evaluated again", all, Taken::nanos);
    show("allocated", all, Taken::bytes);
  }

  private static Taken measure(String text) {
    long start = System.nanoTime();
    String result = Hostile.result(text);
    long first = System.nanoTime() - start;
    long best = Long.MAX_VALUE;
    long bytes = 0;
    for (int round = 0; round < 3; round++) {
      long before = Hostile.allocated();
      start = System.nanoTime();
      Hostile.result(text);
      best = Math.min(best, System.nanoTime() - start);
      bytes = Hostile.allocated() - before;
    }
    return new Taken(text, result, first, best, bytes);
  }

  private static void show(String what, List<Taken> all, ToLongFunction<Taken> by) {
    System.out.println(what);
    var sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingLong(by).reversed());
    sorted.stream()
        .limit(SHOWN)
        .forEach(
            each ->
                System.out.printf(
                    "  %8.1f ms %8.1f ms %8.1f MB  %-24s %s%n",
                    each.first() / 1e6,
                    each.nanos() / 1e6,
                    each.bytes() / 1e6,
                    each.result(),
                    each.text().substring(0, Math.min(90, each.text().length()))));
  }
}
