package dev.sequitur.rule.matching;

import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints what an index takes: memory, and time for each rule; of the shapes that are named, or of
 * all.
 *
 * <p>Memory is what is in use after collection with a book less what is in use without it, and once
 * more what is given back when the book is let go of. Both must agree, and a rule must take about
 * as much in a small book as in a large one; else something else was measured.
 */
final class IndexCosts {

  private static final int RULES = 100_000;
  private static final int CHANGED = 20_000;

  /** What is measured; a field, so that it is held for as long as it should be and no longer. */
  private static @Nullable Object held;

  private IndexCosts() {}

  public static void main(String[] arguments) {
    for (var shape : Shape.values()) {
      if (arguments.length == 0 || List.of(arguments).contains(shape.name())) {
        print(shape);
      }
    }
  }

  private static void print(Shape shape) {
    // What was measured before is no part of this.
    held = null;
    var rules = shape.rules(RULES);
    for (int count : new int[] {10_000, RULES}) {
      memory(shape, rules.subList(0, count));
    }
    times(shape, rules);
  }

  private static void memory(Shape shape, List<Rule> rules) {
    long empty = used();
    long begun = System.nanoTime();
    held = RuleBook.of(rules);
    double micros = (System.nanoTime() - begun) / 1e3 / rules.size();
    long full = used();
    Reference.reachabilityFence(held);
    held = null;
    long again = used();
    System.out.printf(
        "== %-20s %,8d rules: %4.0f bytes a rule when made, %4.0f when let go of;"
            + " made at once in %.2f us each%n",
        shape, rules.size(), each(full - empty, rules), each(full - again, rules), micros);
  }

  private static double each(long bytes, List<Rule> rules) {
    return (double) bytes / rules.size();
  }

  private static void times(Shape shape, List<Rule> rules) {
    var most = RuleBook.of(rules.subList(0, RULES - CHANGED));
    var last = rules.subList(RULES - CHANGED, RULES);
    for (int round = 0; round < 3; round++) {
      System.out.printf(
          "== %-20s to add one: %.2f us, to replace one: %.2f us%n",
          shape, micros(most, last), micros(most, rules.subList(0, CHANGED)));
    }
  }

  /** One after the other, each in a book of its own. */
  private static double micros(RuleBook book, List<Rule> rules) {
    var changed = book;
    long begun = System.nanoTime();
    for (var rule : rules) {
      changed = changed.with(rule);
    }
    held = changed;
    return (System.nanoTime() - begun) / 1e3 / rules.size();
  }

  /** Bytes in use once what nobody holds is gone. */
  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
