package dev.sequitur.e2e.bench;

import dev.sequitur.e2e.load.Orders;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.e2e.sink.CountingSink;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What Sequitur costs on this machine, in one run: the reference shape webhook → condition → HTTP
 * POST → recorded, load generator and sink on the same cores. Prints figures; judges nothing.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures rates, latencies, processor time and memory of the whole stack.")
public final class Bench implements Callable<Integer> {

  @Option(names = "--seconds", description = "Length of each measured phase (default: 20).")
  private int seconds = 20;

  @Option(
      names = "--warm-up",
      description =
          "Seconds of load before anything is measured, so that the compilers are done (default: 300).")
  private int warmUp = 300;

  @Option(names = "--connections", description = "Of the closed loop (default: 32).")
  private int connections = 32;

  @Option(names = "--events", description = "For the rule hop alone (default: 200000).")
  private int events = 200_000;

  @Option(
      names = "--rules",
      description = "For the rule hop alone: more live rules, that match nothing (default: 0).")
  private int rules;

  @Option(
      names = "--stored",
      description = "Events of each kind whose bytes are counted (default: 20000).")
  private long stored = 20_000;

  @Option(names = "--rate", description = "Of those events, a second (default: 500).")
  private int rate = 500;

  /** What is measured one after the other. */
  enum Phase {
    CLOSED,
    PACED_500,
    PACED_50,
    PACED_HALF,
    KILL,
    SCALE,
    STORAGE,
    HOP
  }

  @Option(
      names = "--only",
      split = ",",
      description =
          "Measure these alone: ${COMPLETION-CANDIDATES} (default: all but SCALE and STORAGE).")
  private Set<Phase> only = EnumSet.complementOf(EnumSet.of(Phase.SCALE, Phase.STORAGE));

  @Option(names = "--statements", description = "Print which statements keep the database busy.")
  private boolean statements;

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var report = new Report(System.out);
    report.machine();
    var vertx = Vertx.vertx();
    try (var rig = Rig.start(Map.of(), report.startUp());
        var sink = new CountingSink(vertx)) {
      report.started();
      report.memory("after start", rig.platform().use());
      rig.api().publish(Orders.manifests(sink.port(), "KEYED"));
      var path = new PathBench(rig, sink, vertx, report, connections);
      measure(rig, path, report);
      if (only.contains(Phase.STORAGE)) {
        new StorageBench(rig, sink, vertx, report).run(rate, stored);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    return 0;
  }

  private void measure(Rig rig, PathBench path, Report report) throws Exception {
    var time = Duration.ofSeconds(seconds);
    path.warmUp(Duration.ofSeconds(warmUp));
    var sustained = 2_000.0;
    if (only.contains(Phase.CLOSED)) {
      sustained = sustained(path, rig);
    }
    if (only.contains(Phase.PACED_500)) {
      path.paced(500, time);
    }
    if (only.contains(Phase.PACED_50)) {
      path.paced(50, time);
    }
    if (only.contains(Phase.PACED_HALF)) {
      path.paced((int) sustained / 2, time);
    }
    if (only.contains(Phase.KILL)) {
      path.killExecutor(Duration.ofSeconds(8));
    }
    report.memory("after the load", rig.platform().use());
    if (only.contains(Phase.SCALE)) {
      new ScaleBench(rig, path, report).run(time);
    }
    if (only.contains(Phase.HOP)) {
      new HopBench(rig, report, events, rules).run();
    }
  }

  private double sustained(PathBench path, Rig rig) throws Exception {
    if (!statements) {
      return path.closedLoop(Duration.ofSeconds(seconds));
    }
    try (var profile = StatementProfile.start(rig.platform())) {
      var rate = path.closedLoop(Duration.ofSeconds(seconds));
      profile.print(System.out);
      return rate;
    }
  }
}
