package dev.sequitur.e2e.upgrade;

import dev.sequitur.e2e.load.InsistentLoad;
import dev.sequitur.e2e.load.Orders;
import dev.sequitur.e2e.load.Tally;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.e2e.sink.CountingSink;
import dev.sequitur.local.Repository;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Progress;
import dev.sequitur.local.platform.Service;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Goes from an older build to this one while orders keep coming: the older release alone; this
 * one's migrations and one replica of each service beside the older; this one's gateway; the older
 * ones alone again behind it; this one alone. Exit code 0 only if nothing was lost, doubled,
 * unknown, or put aside.
 */
@Command(
    name = "upgrade",
    mixinStandardHelpOptions = true,
    description =
        "Runs an older build and this one mixed, under load, and counts what became of it.")
public final class Upgrade implements Callable<Integer> {

  private static final String NAME = "upgraded";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration TARGET_TAKES = Duration.ofMillis(50);
  private static final List<Service> BEHIND =
      List.of(
          Service.TRIGGER, Service.RULE, Service.EXECUTOR, Service.NOTIFICATION, Service.REPORTING);

  @Option(
      names = "--from",
      required = true,
      description = "The folder of an older checkout, built there with ./mvnw -DskipTests package.")
  private Path from = Path.of("");

  @Option(names = "--rate", description = "Orders a second (default: 50).")
  private int rate = 50;

  @Option(names = "--seconds", description = "How long each stage lasts (default: 20).")
  private int seconds = 20;

  @Option(names = "--keep", description = "Leave the folder with the logs.")
  private boolean keep;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Upgrade()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var vertx = Vertx.vertx();
    var rig = Rig.start(new Repository(from.toAbsolutePath()), Map.of(), Progress.silent());
    try (var sink = new CountingSink(vertx, TARGET_TAKES);
        var load = new InsistentLoad(vertx, rig.platform().gateway(), NAME, NAME)) {
      rig.api().publish(Orders.twofold(NAME, sink.port()));
      var quarantined = Tally.quarantined(rig.platform());
      load.start(rate);
      stages(rig, load, sink);
      return isKept(rig, load, sink, quarantined) ? 0 : 1;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      if (keep) {
        rig.platform().stopAll();
        System.out.println("Logs: " + rig.folder().resolve("logs"));
      } else {
        rig.close();
      }
    }
  }

  private void stages(Rig rig, InsistentLoad load, CountingSink sink) throws InterruptedException {
    var older = rig.platform();
    stage("the older release alone", load, sink);
    var newer = older.builtIn(Repository.find()).with(older.replicas().with(two()));
    newer.startAll(Progress.silent());
    stage(
        "migrated; a newer replica of each service beside the older; the older gateway",
        load,
        sink);
    newer.settleReplicas();
    stage("the newer gateway before both", load, sink);
    BEHIND.forEach(service -> newer.stop(service.part() + "-2"));
    stage("the older ones alone again, with what the newer have said", load, sink);
    BEHIND.forEach(service -> newer.start(service.part() + "-2"));
    BEHIND.forEach(service -> isRestarted(newer, service.part()));
    stage("two of the newer", load, sink);
  }

  private static String two() {
    return "trigger=2,rule=2,executor=2,notification=2,reporting=2";
  }

  private static void isRestarted(LocalPlatform newer, String part) {
    if (!newer.restart(part)) {
      System.out.println("  !! " + part + " did not end by itself");
    }
  }

  private void stage(String name, InsistentLoad load, CountingSink sink)
      throws InterruptedException {
    System.out.printf(
        "  %-80s %6d accepted in %6d tries, %6d calls, %d twice%n",
        name, load.accepted(), load.tries(), sink.orders(), sink.repeats());
    Thread.sleep(Duration.ofSeconds(seconds));
  }

  private static boolean isKept(Rig rig, InsistentLoad load, CountingSink sink, long quarantined)
      throws Exception {
    var finished = load.finish(PATIENCE);
    var accepted = load.accepted();
    sink.await(2 * accepted, PATIENCE);
    var tally = Tally.settled(rig.platform(), NAME, NAME, accepted, PATIENCE);
    var aside = Tally.quarantined(rig.platform()) - quarantined;
    System.out.printf(
        "%d accepted%s, %d calls missing, %d made twice, effects %s, runs %s, %d records put aside%n",
        accepted,
        finished ? "" : " (and some never)",
        2 * accepted - sink.orders(),
        sink.repeats(),
        tally.effects(),
        tally.runs(),
        aside);
    return finished
        && aside == 0
        && sink.orders() == 2 * accepted
        && sink.repeats() == 0
        && tally.effects().equals(Map.of("SUCCEEDED", 2 * accepted))
        && tally.runs().equals(Map.of("SUCCEEDED", accepted));
  }
}
