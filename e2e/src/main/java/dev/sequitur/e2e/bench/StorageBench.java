package dev.sequitur.e2e.bench;

import dev.sequitur.e2e.load.InsistentLoad;
import dev.sequitur.e2e.load.Orders;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.e2e.sink.CountingSink;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How many bytes an event leaves on the log and in the database: one that nothing follows from, one
 * with a run of one call, and one with a run of three. The differences are what a run and a further
 * action cost.
 */
final class StorageBench {

  private static final List<Integer> CALLS = List.of(0, 1, 3);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** What is said after a run's end: summaries, counts, the outbox made empty. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  /** Below what is worth a line. */
  private static final long LEAST = 4;

  private final Rig rig;
  private final CountingSink sink;
  private final Vertx vertx;
  private final Report report;
  private final Recorded recorded = new Recorded();

  StorageBench(Rig rig, CountingSink sink, Vertx vertx, Report report) {
    this.rig = rig;
    this.sink = sink;
    this.vertx = vertx;
    this.report = report;
  }

  /** What so many events of one kind have left. */
  private record Growth(Stored before, Stored after, long events) {

    double of(Function<Stored, Map<String, Long>> part, String name) {
      var grown =
          part.apply(after).getOrDefault(name, 0L) - part.apply(before).getOrDefault(name, 0L);
      return (double) grown / events;
    }
  }

  /**
   * @param perSecond at which they come: how many stand in a batch decides how well it compresses
   * @param events of each kind
   */
  void run(int perSecond, long events) throws InterruptedException {
    recorded.awaitMore(rig, 0, PATIENCE);
    List<Growth> growths = new ArrayList<>();
    for (int calls : CALLS) {
      var before = Stored.of(rig.platform());
      var accepted = send(calls, perSecond, events);
      growths.add(new Growth(before, Stored.of(rig.platform()), accepted));
    }
    report.line(
        "%nBytes an event of %d bytes, %s of them at %d/s; the columns are calls of its run",
        Orders.order(name(0), events).getBytes(StandardCharsets.UTF_8).length,
        growths.stream().map(Growth::events).toList(),
        perSecond);
    report.line("  %-52s %8d %8d %8d", "", CALLS.get(0), CALLS.get(1), CALLS.get(2));
    table("topic", Stored::topics, growths);
    table("table", Stored::tables, growths);
    table("indexes of", Stored::indexes, growths);
    table("write-ahead log", stored -> Map.of("", stored.writeAhead()), growths);
  }

  private long send(int calls, int perSecond, long events) throws InterruptedException {
    sink.forget();
    rig.api().publish(Orders.called(name(calls), sink.port(), calls));
    try (var load = new InsistentLoad(vertx, rig.platform().gateway(), name(calls), name(calls))) {
      load.start(perSecond);
      Thread.sleep(Duration.ofSeconds(events / perSecond));
      load.finish(PATIENCE);
      sink.await(calls * load.accepted(), PATIENCE);
      recorded.awaitMore(rig, calls == 0 ? 0 : load.accepted(), PATIENCE);
      Thread.sleep(SETTLING);
      return load.accepted();
    }
  }

  private static String name(int calls) {
    return "stored-" + calls;
  }

  private void table(String what, Function<Stored, Map<String, Long>> part, List<Growth> growths) {
    var totals = new double[growths.size()];
    var names = part.apply(growths.getLast().after()).keySet();
    for (String name : names.stream().sorted().toList()) {
      var each = growths.stream().mapToDouble(growth -> growth.of(part, name)).toArray();
      Arrays.setAll(totals, shape -> totals[shape] + each[shape]);
      row(what + " " + name, each);
    }
    if (names.size() > 1) {
      row("all of it: " + what, totals);
    }
  }

  private void row(String name, double[] bytes) {
    if (Arrays.stream(bytes).anyMatch(each -> each >= LEAST)) {
      report.line("  %-52s %8.0f %8.0f %8.0f", name, bytes[0], bytes[1], bytes[2]);
    }
  }
}
