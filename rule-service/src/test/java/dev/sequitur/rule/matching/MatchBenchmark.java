package dev.sequitur.rule.matching;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Message;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.ReadEvent;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.matching.domain.TestEvents;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints how many events one thread reads and decides on in a second of CPU. */
public final class MatchBenchmark {

  private static final String DATA =
      """
      {"id":"o-%d","amount":%d,"currency":"EUR","customer":{"id":"c-17","tier":"gold"},
       "items":[{"sku":"a-1","quantity":2,"price":25.5},{"sku":"b-2","quantity":1,"price":99}]}
      """;

  /** The thread's own time: other work on the machine does not count. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private MatchBenchmark() {}

  public static void main(String[] arguments) {
    for (int rules : new int[] {1_000, 10_000}) {
      for (int types : new int[] {rules, rules / 10}) {
        run(rules, types);
      }
    }
  }

  private static void run(int rules, int types) {
    var begun = System.nanoTime();
    var before = used();
    var book = book(rules, types);
    System.out.printf(
        "%n%,d rules on %,d types: made in %,d ms, %,d kB%n",
        rules, types, (System.nanoTime() - begun) / 1_000_000, (used() - before) / 1024);
    var events = events(types);
    measure("read alone", events, null);
    measure("read and decide, 1 in 2 matches", events, book);
  }

  private static void measure(String what, List<Message> events, @Nullable RuleBook book) {
    double best = 0;
    long started = 0;
    long decided = 0;
    for (int round = 0; round < 6; round++) {
      long begun = CPU.getCurrentThreadCpuTime();
      for (var message : events) {
        var event = ReadEvent.of(message.headers(), message.value());
        if (book != null) {
          for (var decision : Evaluation.decide(book, event.at(0, 1, TestEvents.ACCEPTED_AT))) {
            decided++;
            started += decision instanceof Decision.Started ? 1 : 0;
          }
        }
      }
      best = Math.max(best, events.size() * 1e9 / (CPU.getCurrentThreadCpuTime() - begun));
    }
    System.out.printf(
        "%-34s %,10.0f events/CPU-s  %5.2f us  (%.1f decisions, %.1f commands an event)%n",
        what, best, 1e6 / best, decided / 6.0 / events.size(), started / 6.0 / events.size());
  }

  private static RuleBook book(int rules, int types) {
    var made = new ArrayList<dev.sequitur.rule.matching.domain.Rule>();
    for (int i = 0; i < rules; i++) {
      Map<String, @Nullable Object> spec =
          Map.of(
              "on",
              List.of("com.example.t" + i % types),
              "when",
              // Some hundred different thresholds around the middle of what events carry.
              "data.amount > " + (450 + i % 100),
              "then",
              List.of(
                  Map.of(
                      "id",
                      "tell",
                      "uses",
                      "http.request@1",
                      "with",
                      Map.of(
                          "method",
                          "POST",
                          "url",
                          "http://127.0.0.1:9999/orders",
                          "body",
                          Map.of("id", "${data.id}", "amount", "${data.amount}", "rule", i)))));
      made.add(TestRules.rule(TestRules.published("r" + i, spec)));
    }
    return RuleBook.of(made);
  }

  private static List<Message> events(int types) {
    var events = new ArrayList<Message>();
    for (int i = 0; i < 50_000; i++) {
      AcceptedEvent event =
          TestEvents.accepted(
              "com.example.t" + i * 7 % types, "e" + i, DATA.formatted(i, i * 37 % 1000));
      events.add(event.message());
    }
    return events;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
