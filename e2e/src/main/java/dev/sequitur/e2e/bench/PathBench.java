package dev.sequitur.e2e.bench;

import dev.sequitur.e2e.load.WebhookLoad;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.e2e.sink.CountingSink;
import dev.sequitur.local.platform.Service;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongConsumer;

/** The whole path under load: rate, processor time by part, latency from sending to the effect. */
final class PathBench {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SLICE = Duration.ofSeconds(30);

  /** Webhooks a second that leave batches small. */
  private static final int USUAL = 500;

  private final Rig rig;
  private final CountingSink sink;
  private final Vertx vertx;
  private final Report report;
  private final int connections;
  private int loads;

  PathBench(Rig rig, CountingSink sink, Vertx vertx, Report report, int connections) {
    this.rig = rig;
    this.sink = sink;
    this.vertx = vertx;
    this.report = report;
    this.connections = connections;
  }

  /**
   * Long enough for the compilers to have seen everything, large batches and small ones; not
   * reported. Every half minute all that was taken in is carried out, so that no backlog is left to
   * what is measured.
   */
  void warmUp(Duration time) throws InterruptedException {
    var until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      warmUpAtOnce(Duration.ofNanos(Math.min(left, SLICE.toNanos())));
    }
  }

  private void warmUpAtOnce(Duration time) throws InterruptedException {
    sink.forget();
    try (var load = load(connections, _ -> {})) {
      load.closedLoop(connections, time.multipliedBy(2).dividedBy(3));
      load.paced(USUAL, time.dividedBy(3));
      sink.await(load.accepted(), PATIENCE);
      settle(load.accepted());
    }
  }

  /**
   * As fast as answers come; gives runs a second, from the first request to the last recorded run.
   */
  double closedLoop(Duration time) throws InterruptedException {
    sink.forget();
    var latencies = new Latencies(10_000_000);
    sink.onArrival(latencies::arrived);
    try (var load = load(connections, latencies::sent)) {
      var costs = Costs.from(rig.platform());
      load.closedLoop(connections, time);
      sink.await(load.accepted(), PATIENCE);
      settle(load.accepted());
      return report.load(
          "closed loop, " + connections + " connections",
          new Report.Load(load, sink, latencies, costs.upTo(rig.platform())));
    } finally {
      sink.onArrival((_, _) -> {});
    }
  }

  void paced(int perSecond, Duration time) throws InterruptedException {
    sink.forget();
    var latencies = new Latencies(perSecond * (int) time.toSeconds() + 1);
    sink.onArrival(latencies::arrived);
    try (var load = load(256, latencies::sent)) {
      var costs = Costs.from(rig.platform());
      load.paced(perSecond, time);
      sink.await(load.accepted(), PATIENCE);
      settle(load.accepted());
      report.load(
          "paced, " + perSecond + "/s",
          new Report.Load(load, sink, latencies, costs.upTo(rig.platform())));
    } finally {
      sink.onArrival((_, _) -> {});
    }
  }

  /**
   * kill -9 of the executor under load: nothing lost, and calls repeated at most those in flight.
   */
  void killExecutor(Duration time) throws InterruptedException {
    sink.forget();
    var executor = Service.EXECUTOR.part();
    try (var load = load(connections, _ -> {})) {
      var loading =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      load.closedLoop(connections, time);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      Thread.sleep(time.dividedBy(3));
      rig.platform().kill(executor);
      var killed = System.nanoTime();
      rig.platform().start(executor);
      var up = Duration.ofNanos(System.nanoTime() - killed);
      loading.join();
      sink.await(load.accepted(), PATIENCE);
      settle(load.accepted());
      report.kill(load, sink, up);
    }
  }

  /** Of orders that no load before has sent: else they would be known, and start nothing. */
  private WebhookLoad load(int connections, LongConsumer sent) {
    return new WebhookLoad(vertx, rig.platform().gateway(), connections, "load-" + ++loads, sent);
  }

  /** Waits until reporting has recorded the end of all runs, so that its work is counted too. */
  private void settle(long runs) throws InterruptedException {
    recorded.awaitMore(rig, runs, PATIENCE);
  }

  private final Recorded recorded = new Recorded();
}
