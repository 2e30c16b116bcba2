package dev.sequitur.e2e.bench;

import dev.sequitur.e2e.rig.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole path with one, two and three executors beside each other. Where all processors are busy
 * with one, more of them can add nothing: the last table says how busy they were.
 */
final class ScaleBench {

  private static final int MOST = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private final Rig rig;
  private final PathBench path;
  private final Report report;

  ScaleBench(Rig rig, PathBench path, Report report) {
    this.rig = rig;
    this.path = path;
    this.report = report;
  }

  /**
   * @param time of each measured phase
   */
  void run(Duration time) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    for (int executors = 1; executors <= MOST; executors++) {
      rig.scale("executor=" + executors);
      path.warmUp(WARM_UP);
      report.line("%n%d executor-service beside each other", executors);
      var costs = Costs.from(rig.platform());
      var rate = path.closedLoop(time);
      var spent = costs.upTo(rig.platform());
      rows.add(
          "  %9d %9.0f/s %12.2f %14.0f"
              .formatted(
                  executors, rate, busy(spent), 1e6 * spent.cpuSeconds() / (rate * wall(spent))));
    }
    rig.scale("executor=1");
    report.line(
        "%nThroughput by replicas, on %d processors, which load generator and sink share",
        Runtime.getRuntime().availableProcessors());
    report.line("  executors      runs  processors busy   µs of CPU a run");
    rows.forEach(row -> report.line("%s", row));
    report.line(
        "Where all processors are busy with one replica, more of them only share what there is.");
  }

  private static double busy(Costs.Spent spent) {
    return spent.cpuSeconds() / wall(spent);
  }

  private static double wall(Costs.Spent spent) {
    return Costs.Spent.seconds(spent.wall());
  }
}
