package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Checker;
import dev.sequitur.e2e.checker.Emission;
import dev.sequitur.e2e.checker.Finding;
import dev.sequitur.e2e.checker.World;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.local.platform.Progress;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Publishes orders while everything is killed, paused and broken; then lets it come to rest and
 * holds it against the invariants. Exit code 0 only if no promise was broken.
 */
@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    description = "Breaks everything under load and checks that no promise was broken.")
public final class Torture implements Callable<Integer> {

  private static final Duration MARGIN = Duration.ofMillis(600);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "SEQUITUR_EXECUTOR_LEASE_MARGIN", "PT3S",
          "SEQUITUR_EXECUTOR_EMIT_HOPS", Emission.MOST_HOPS + "",
          "SEQUITUR_DEFINITIONS_MARGIN", MARGIN + "");

  @Option(names = "--minutes", description = "How long to go on (default: 3).")
  private double minutes = 3;

  @Option(
      names = "--seed",
      description = "Of faults, orders and targets (default: drawn, printed).")
  private long seed = System.nanoTime() & 0xffff_ffffL;

  @Option(names = "--rate", description = "Orders a second (default: 250).")
  private int rate = 250;

  @Option(
      names = "--rules",
      description = "Live rules that are changed and deleted all the while (default: 1000).")
  private int rules = 1_000;

  @Option(names = "--keep", description = "Leave the folder with logs and journals.")
  private boolean keep;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Torture()).execute(arguments));
  }

  /** The run as a test calls it. */
  public static List<Finding> run(Duration time, long seed, int rate) throws Exception {
    var torture = new Torture();
    torture.minutes = time.toMillis() / 60_000.0;
    torture.seed = seed;
    torture.rate = rate;
    return torture.findings();
  }

  @Override
  public Integer call() throws Exception {
    return findings().isEmpty() ? 0 : 1;
  }

  private List<Finding> findings() throws Exception {
    System.out.printf("Torture for %.1f min, seed %d, %d orders/s%n", minutes, seed, rate);
    var vertx = Vertx.vertx();
    var temper = new Temper(seed + 1);
    var many = new ManyRules(rules);
    // Short leases, so that a paused executor's work is taken over while the torture lasts.
    var rig = Rig.start(SETTINGS, Progress.silent());
    try (var sent = new Journal(rig.folder().resolve("clients.tsv"));
        var hits = new Journal(rig.folder().resolve("sink.tsv"));
        var sink = new TortureSink(vertx, temper, hits);
        var mails = new MailSink(temper, hits);
        var clients = new TortureClients(vertx, rig.platform().gateway(), many, seed + 2, sent);
        var topicClients = new TopicClients(rig.platform().kafka(), many, seed + 4)) {
      var others = new OtherTargets(rig);
      others.prepare(new OtherTargets.SinkPorts(sink.port(), mails.port()));
      rig.api().publish(Workload.manifests(sink.port()));
      var changes = new RuleChanges(rig.api(), many, sink.port(), seed + 5);
      changes.begin();
      var cancellations = new RunCancellations(rig.api(), seed + 6);
      var faults = new Faults(rig, temper, sink.port(), seed + 3);
      var kinds = strike(faults, new Load(clients, topicClients, changes, cancellations));
      rig.platform().startAll(Progress.silent());
      faults.suspendTheClock();
      clients.finish(Duration.ofSeconds(60));
      topicClients.finish(Duration.ofSeconds(60));
      var drain = new Drain(rig);
      var atRest = drain.await(Duration.ofMinutes(4));
      var world =
          new WorldReader(rig)
              .read(
                  new Witnesses(clients, topicClients, sink, mails, others, changes, cancellations),
                  MARGIN);
      var findings = Checker.check(world);
      System.out.printf("%nRules: %d, changes %s%n", rules, changes.made());
      System.out.printf(
          "Cancellations: %d asked for, %d effects ended by them; %d starts rejected%n",
          world.cancellations().size(),
          world.cancellations().values().stream().mapToInt(Integer::intValue).sum(),
          world.rejected().size());
      report(clients, topicClients, kinds, world, atRest ? "" : drain.state(), findings);
      return findings;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      if (keep) {
        rig.platform().stopAll();
        System.out.println("Logs and journals: " + rig.folder());
      } else {
        rig.close();
      }
    }
  }

  /** Faults follow each other with little rest, while orders go on coming. */
  private Map<String, Integer> strike(Faults faults, Load load) throws InterruptedException {
    var time = Duration.ofMillis((long) (minutes * 60_000));
    var until = System.nanoTime() + time.toNanos();
    var loading =
        List.of(
            loading(() -> load.clients().run(rate, time)),
            loading(() -> load.topicClients().run(Math.max(1, rate / 8), time)),
            loading(() -> load.changes().run(time)),
            loading(() -> load.cancellations().run(time)));
    var kinds = new TreeMap<String, Integer>();
    Thread.sleep(3_000);
    while (System.nanoTime() < until - Duration.ofSeconds(5).toNanos()) {
      var fault = faults.draw();
      var began = System.nanoTime();
      var end = "";
      try {
        fault.strike();
      } catch (Exception e) {
        end = " !! " + e;
      }
      kinds.merge(fault.kind(), 1, Integer::sum);
      System.out.printf(
          "  %4d s  %-34s %-34s %5.1f s%s%n",
          (time.toNanos() - (until - began)) / 1_000_000_000,
          fault.kind(),
          fault.name(),
          (System.nanoTime() - began) / 1e9,
          end);
      Thread.sleep(1_000);
    }
    for (var thread : loading) {
      thread.join();
    }
    return kinds;
  }

  /** All who go on while things break. */
  private record Load(
      TortureClients clients,
      TopicClients topicClients,
      RuleChanges changes,
      RunCancellations cancellations) {}

  private interface Work {
    void run() throws InterruptedException;
  }

  private static Thread loading(Work load) {
    return Thread.ofPlatform()
        .name("clients")
        .start(
            () -> {
              try {
                load.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void report(
      TortureClients clients,
      TopicClients topicClients,
      Map<String, Integer> kinds,
      World world,
      String unrest,
      List<Finding> findings) {
    System.out.printf(
        "%nFaults: %d of %d kinds %s%n",
        kinds.values().stream().mapToInt(Integer::intValue).sum(), kinds.size(), kinds);
    System.out.printf(
        "Orders: %d published in %d tries, %d acknowledged, %d forged, %d on a topic; %d events, %d runs, %d calls, %d notifications%n",
        clients.published(),
        clients.tries(),
        clients.acknowledged(),
        clients.forged(),
        topicClients.published(),
        world.events().size(),
        world.runs().size(),
        world.hits().size(),
        world.bystanders().told().size());
    var states = new LinkedHashMap<String, Long>();
    world.ledger().stream()
        .collect(
            Collectors.groupingBy(
                effect -> effect.kind() + " " + effect.state(),
                TreeMap::new,
                Collectors.counting()))
        .forEach(states::put);
    System.out.println("Ledger: " + states);
    if (!unrest.isEmpty()) {
      System.out.println("It did not come to rest: " + unrest);
    }
    var counted =
        findings.stream()
            .collect(Collectors.groupingBy(Finding::kind, TreeMap::new, Collectors.counting()));
    System.out.printf("Findings: %d %s (seed %d)%n", findings.size(), counted, seed);
    findings.stream().limit(40).forEach(finding -> System.out.println("  " + finding));
  }
}
