package dev.sequitur.e2e.bench;

import dev.sequitur.e2e.load.WebhookLoad;
import dev.sequitur.e2e.sink.CountingSink;
import dev.sequitur.local.platform.Progress;
import dev.sequitur.local.platform.ResourceUse;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/** Prints figures, plainly. */
final class Report {

  private final PrintStream out;
  private final long began = System.nanoTime();

  Report(PrintStream out) {
    this.out = out;
  }

  /** One load phase. */
  record Load(WebhookLoad load, CountingSink sink, Latencies latencies, Costs.Spent spent) {}

  void machine() {
    out.printf(
        "Machine: %d processors, Java %s. Load generator and sink share them.%n",
        Runtime.getRuntime().availableProcessors(), Runtime.version().feature());
  }

  Progress startUp() {
    return new Progress() {
      @Override
      public void ready(String part, String address, Duration took) {
        out.printf("  %-22s ready after %5.1f s%n", part, Costs.Spent.seconds(took));
      }

      @Override
      public void alreadyReady(String part, String address) {}

      @Override
      public void migrated(int migrations, Duration took) {
        out.printf("  %-22s %d in %.1f s%n", "migrations", migrations, Costs.Spent.seconds(took));
      }
    };
  }

  void started() {
    out.printf("Start-up, first start: %.1f s%n", (System.nanoTime() - began) / 1e9);
  }

  void memory(String when, Map<String, ResourceUse> uses) {
    var total = uses.values().stream().mapToLong(ResourceUse::memoryBytes).sum();
    out.printf("%nMemory %s: %d MB%n", when, total >> 20);
    uses.forEach((part, use) -> out.printf("  %-22s %5d MB%n", part, use.memoryBytes() >> 20));
  }

  /** Prints a phase and gives its runs a second. */
  double load(String name, Load phase) {
    var runs = phase.load().accepted();
    var seconds = Costs.Spent.seconds(phase.spent().wall());
    var cpu = phase.spent().cpuSeconds();
    var sorted = phase.latencies().sorted();
    out.printf("%n%s%n", name);
    out.printf("  runs                   %d in %.1f s = %.0f/s%n", runs, seconds, runs / seconds);
    out.printf(
        "  refused / lost / doubled   %d / %d / %d%n",
        phase.load().refused(), runs - phase.sink().orders(), phase.sink().repeats());
    out.printf(
        "  runs per CPU-second    %.0f   (%.0f µs a run, %.2f processors busy)%n",
        runs / cpu, 1e6 * cpu / runs, cpu / seconds);
    phase
        .spent()
        .uses()
        .forEach(
            (part, use) ->
                out.printf("    %-22s %6.1f µs a run%n", part, use.cpu().toNanos() / 1e3 / runs));
    out.printf(
        "    of it: compilers %.1f, collectors %.1f µs a run%n",
        1e6 * phase.spent().sum(ResourceUse::compiling) / runs,
        1e6 * phase.spent().sum(ResourceUse::collecting) / runs);
    out.printf(
        "  sent → effect          p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        Latencies.percentile(sorted, 0.50),
        Latencies.percentile(sorted, 0.99),
        Latencies.percentile(sorted, 1));
    return runs / seconds;
  }

  void kill(WebhookLoad load, CountingSink sink, Duration up) {
    out.printf("%nkill -9 of the executor under load%n");
    out.printf(
        "  accepted %d, lost %d, calls repeated %d, ready again after %.1f s%n",
        load.accepted(), load.accepted() - sink.orders(), sink.repeats(), up.toMillis() / 1e3);
  }

  void hop(String name, long events, double seconds, double cpu) {
    out.printf(
        "  %-34s %8.0f events/s, %6.1f µs of CPU an event%n",
        name, events / seconds, 1e6 * cpu / events);
  }

  void line(String format, Object... values) {
    out.printf(format + "%n", values);
  }
}
