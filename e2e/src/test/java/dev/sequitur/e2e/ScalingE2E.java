package dev.sequitur.e2e;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.e2e.load.InsistentLoad;
import dev.sequitur.e2e.load.Orders;
import dev.sequitur.e2e.load.Tally;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.e2e.sink.CountingSink;
import dev.sequitur.local.platform.Replicas;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * More replicas of the services, the first of each ended in good order and started again, and fewer
 * replicas, while orders keep coming. {@code -Dsequitur.scaling.replicas=3
 * -Dsequitur.scaling.rounds=10} makes it wider, and restarts all of them so often; {@code
 * -Dsequitur.scaling.services=gateway,notification,reporting} does it with others.
 */
@ExtendWith(SharedRig.class)
class ScalingE2E {

  private static final String GATEWAY = "gateway";
  private static final int REPLICAS = Integer.getInteger("sequitur.scaling.replicas", 2);
  private static final int ROUNDS = Integer.getInteger("sequitur.scaling.rounds", 0);
  private static final int PER_SECOND = Integer.getInteger("sequitur.scaling.rate", 30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than a stop takes to be heard: each finds calls under way. */
  private static final Duration TARGET_TAKES = Duration.ofMillis(100);

  private static final String NAME = "scaled";

  private static final String SUBSCRIPTION =
      """
      ---
      apiVersion: sequitur.dev/v1
      kind: Subscription
      metadata: { name: scaled }
      spec:
        on: { rules: [ scaled ], outcomes: [ FINISHED ] }
        to: { inbox: { role: operator } }
      """;

  private static final String TOLD =
      "SELECT count(*) FROM notification.notifications WHERE subscription = 'scaled'";

  /** What each of the replicas must have taken a share of, by its own count; gateways have none. */
  private static final Map<String, String> COUNTS =
      Map.of(
          "trigger", "sequitur_trigger_accepted_total",
          "rule", "sequitur_hop_batch_records_sum{hop=\"match\"",
          "executor", "sequitur_hop_batch_records_sum{hop=\"commands\"",
          "notification", "sequitur_hop_batch_records_sum{hop=\"tell\"",
          "reporting", "sequitur_hop_batch_records_sum{hop=\"project\"");

  private static final List<String> SHARED =
      List.of(System.getProperty("sequitur.scaling.services", "trigger,rule,executor").split(","));

  private final Rig rig;
  private final Vertx vertx = Vertx.vertx();

  ScalingE2E(Rig rig) {
    this.rig = rig;
  }

  @AfterEach
  void end() {
    if (!rig.platform().replicas().equals(Replicas.single())) {
      rig.scale(replicas(1));
    }
    rig.api().delete("/subscriptions/" + NAME);
    rig.api().delete("/rules/" + NAME);
    rig.api().delete("/triggers/" + NAME);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void nothingIsLostDoubledOrUnknownWhileServicesAreScaledAndRestarted() throws Exception {
    try (var sink = new CountingSink(vertx, TARGET_TAKES);
        var load = new InsistentLoad(vertx, rig.platform().gateway(), NAME, NAME)) {
      rig.api().publish(Orders.twofold(NAME, sink.port()) + SUBSCRIPTION);
      load.start(PER_SECOND);
      rig.scale(replicas(REPLICAS));
      load.through(rig.platform().gateways());
      everyReplicaTakesItsShare(load);
      restart(1);
      for (int round = 0; round < ROUNDS; round++) {
        IntStream.rangeClosed(1, REPLICAS).forEach(this::restart);
      }
      // As whoever balances is told before one of them goes.
      load.through(List.of(rig.platform().gateway()));
      assertThat(rig.scale(replicas(1))).hasSize(SHARED.size() * (REPLICAS - 1));

      assertThat(load.finish(PATIENCE)).as("all are accepted").isTrue();
      assertThat(sink.await(2 * load.accepted(), PATIENCE)).as("all have arrived").isTrue();
      assertThat(sink.orders()).isEqualTo(2 * load.accepted());
      assertThat(sink.repeats()).isZero();
      var tally = Tally.settled(rig.platform(), NAME, NAME, load.accepted(), PATIENCE);
      assertThat(tally.effects()).isEqualTo(Map.of("SUCCEEDED", 2 * load.accepted()));
      assertThat(tally.runs()).isEqualTo(Map.of("SUCCEEDED", load.accepted()));
      await("each is told of").atMost(PATIENCE).until(() -> told() >= load.accepted());
      assertThat(told()).isEqualTo(load.accepted());
    }
  }

  /** Notifications in the inbox that are about these orders. */
  private long told() throws SQLException {
    try (var connection = rig.platform().database().connect();
        var rows = connection.createStatement().executeQuery(TOLD)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The same replica of each service, beside each other: harder for them than one at a time. */
  private void restart(int ordinal) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var restarts =
          SHARED.stream()
              .map(service -> part(service, ordinal))
              .map(part -> CompletableFuture.runAsync(() -> restart(part), executor))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(restarts).join();
    }
  }

  private void restart(String part) {
    assertThat(rig.platform().restart(part)).as(part + " ends by itself").isTrue();
  }

  private void everyReplicaTakesItsShare(InsistentLoad load) {
    for (var service : SHARED) {
      for (int ordinal = 1; ordinal <= REPLICAS; ordinal++) {
        var part = part(service, ordinal);
        await(part).atMost(PATIENCE).until(() -> share(service, part, load) > 0);
      }
    }
  }

  private double share(String service, String part, InsistentLoad load) {
    return service.equals(GATEWAY)
        ? load.accepted(rig.platform().address(part))
        : counted(part, requireNonNull(COUNTS.get(service)));
  }

  private double counted(String part, String name) {
    var metrics =
        new Api(rig.platform().address(part), "").send("GET", "/q/metrics", null, Map.of());
    return Pattern.compile("(?m)^" + Pattern.quote(name) + ".* (\\S+)$")
        .matcher(metrics.expect(200).body())
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  private static String part(String service, int ordinal) {
    var first = service.equals(GATEWAY) ? service : service + "-service";
    return ordinal == 1 ? first : first + "-" + ordinal;
  }

  private static String replicas(int number) {
    return SHARED.stream().map(service -> service + "=" + number).collect(joining(","));
  }
}
