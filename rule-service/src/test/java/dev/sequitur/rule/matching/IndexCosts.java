package dev.sequitur.rule.matching;

import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import java.util.List;

/** Prints what an index of 100,000 compiled rules takes: memory, and time for each of them. */
final class IndexCosts {

  private static final int RULES = 100_000;
  private static final int REPLACED = 20_000;

  private IndexCosts() {}

  public static void main(String[] arguments) {
    var rules = Shape.PINNED_WITH_RESIDUES.rules(RULES);
    long before = used();
    long begun = System.nanoTime();
    var book = RuleBook.of(rules);
    double micros = (System.nanoTime() - begun) / 1e3;
    double bytes = used() - before;
    System.out.printf(
        "== index of %,d rules, without the rules themselves: %.2f kB a rule, %.2f us to add one%n",
        book.size(), bytes / 1024 / RULES, micros / RULES);
    for (int round = 0; round < 3; round++) {
      System.out.printf("== to replace one among them: %.2f us%n", replacing(book, rules));
    }
  }

  private static double replacing(RuleBook book, List<Rule> rules) {
    var changed = book;
    long begun = System.nanoTime();
    for (var rule : rules.subList(0, REPLACED)) {
      changed = changed.with(rule);
    }
    return (System.nanoTime() - begun) / 1e3 / REPLACED;
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
