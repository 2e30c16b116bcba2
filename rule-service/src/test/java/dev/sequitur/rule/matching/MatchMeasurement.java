package dev.sequitur.rule.matching;

import dev.sequitur.contracts.Message;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One event read and matched, on one thread. JMH gives rates by the clock; printed besides, for
 * each iteration, is the rate by the thread's own processor time, which others on the machine do
 * not spoil.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseSerialGC"})
public class MatchMeasurement {

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  @Param({"10", "1000", "10000", "100000"})
  public int rules;

  @Param public Shape shape = Shape.PINNED;

  @Param public Contender.Kind contender = Contender.Kind.INDEX;

  private List<Message> events = List.of();
  private Contender matcher = _ -> 0;
  private final List<Double> rates = new ArrayList<>();
  private int next;
  private long handled;
  private long begun;

  /** Makes rules and events, and sees to it that the right rules match. */
  @Setup
  public void make() {
    events = Shape.events(rules);
    matcher = Contender.of(contender, shape, rules);
    for (var event : events.subList(0, 20)) {
      int matching = matcher.matching(event);
      if (matching != shape.expected(rules)) {
        throw new IllegalStateException(matching + " rules match an event");
      }
    }
  }

  @Setup(Level.Iteration)
  public void begin() {
    handled = 0;
    begun = CPU.getCurrentThreadCpuTime();
  }

  /** Keeps the rate by processor time. */
  @TearDown(Level.Iteration)
  public void end() {
    rates.add(handled * 1e9 / (CPU.getCurrentThreadCpuTime() - begun));
  }

  /** Prints the best of the iterations that were measured. */
  @TearDown
  public void print() {
    var measured = rates.subList(rates.size() / 2, rates.size());
    double best = Collections.max(measured);
    System.out.printf(
        "%n== %-11s %-20s %,8d rules: %,10.0f events/CPU-s, %8.2f us each%n",
        contender, shape, rules, best, 1e6 / best);
  }

  /** Reads and matches the next event. */
  @Benchmark
  public int event() {
    handled++;
    next = next + 1 == events.size() ? 0 : next + 1;
    return matcher.matching(events.get(next));
  }
}
