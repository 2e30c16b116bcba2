package dev.sequitur.rule;

import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.kafka.ClientSettings;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.rule.explain.IndexStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prints how many events of a mixed window a backtest reads in a second, and what it does to the
 * time that live events take from the log to their command. Asserts nothing, and runs only when
 * asked for by name.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(IndexStandIn.class)
class BacktestBenchmark {

  private static final int EVENTS = 300_000;
  private static final int LIVE = 2_000;
  private static final String DATA =
      """
      {"id":"o-%d","amount":%d,"currency":"EUR","customer":{"id":"c-17","tier":"gold"},
       "items":[{"sku":"a-1","quantity":2,"price":25.5},{"sku":"b-2","quantity":1,"price":99}]}
      """;

  @Test
  void measure() {
    try (var scenario = new Scenario()) {
      var tried = scenario.name("tried");
      Scenario.put(
          tried,
          Scenario.manifest(
              tried, "com.example.mixed0", "data.amount > 900 && data.currency == 'EUR'", "hi"));
      var live = scenario.name("live");
      scenario.inForce(live, "data.n >= 0", "hi");
      produce();
      print("backtest alone", backtest(tried));
      var alone = latencies(scenario, 0, null);
      var beside = latencies(scenario, LIVE, tried);
      System.out.printf(
          "live events: p50 %d ms, p99 %d ms alone; p50 %d ms, p99 %d ms beside backtests%n",
          alone[alone.length / 2],
          alone[alone.length * 99 / 100],
          beside[beside.length / 2],
          beside[beside.length * 99 / 100]);
    }
  }

  /** One event in ten is of the rule's type, every second one of the workspace. */
  private static void produce() {
    try (var producer =
        new KafkaProducer<String, byte[]>(
            ClientSettings.producer(Infrastructure.bootstrapServers(), Duration.ofMillis(5)))) {
      for (int i = 0; i < EVENTS; i++) {
        var workspace = i % 2 == 0 ? "default" : "other";
        var event =
            new AcceptedEvent(
                Ids.event(workspace, Ids.NO_TRIGGER, "mixed-" + i),
                workspace,
                "com.example.mixed" + i % 10,
                "/bench",
                null,
                "key-" + i % 1_000,
                null,
                Ids.NO_TRIGGER,
                0,
                0,
                DATA.formatted(i, i % 1_000).getBytes(StandardCharsets.UTF_8),
                null);
        var message = event.message();
        var record = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message
            .headers()
            .forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(record);
      }
    }
  }

  private static Response backtest(String name) {
    var owner = Scenario.with("rule:read", "rule:write", "event:read", "payload:read");
    String id =
        owner
            .contentType("application/json")
            .body(Map.of("draft", true))
            .post(Scenario.RULES + name + "/backtests")
            .path("id");
    return await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                Scenario.with("rule:read", "event:read")
                    .get(Scenario.RULES + name + "/backtests/" + id),
            answer -> answer.path("finishedAt") != null);
  }

  private static void print(String what, Response answer) {
    var took =
        Duration.between(
            Instant.parse(answer.path("startedAt")), Instant.parse(answer.path("finishedAt")));
    int done = answer.path("done");
    System.out.printf(
        "%s: %s, %,d events in %d ms = %,.0f a second; of its type %s, matched %s%n",
        what,
        answer.path("state"),
        done,
        took.toMillis(),
        done * 1e3 / Math.max(1, took.toMillis()),
        answer.path("result.events.ofTypes"),
        answer.path("result.counts.matched"));
  }

  /** From the broker's stamp to the producer's of the command, in milliseconds, ascending. */
  private static long[] latencies(Scenario scenario, int from, @Nullable String backtested) {
    var backtests =
        backtested == null
            ? null
            : Thread.ofPlatform()
                .start(
                    () -> {
                      while (!Thread.currentThread().isInterrupted()) {
                        print("backtest beside live", backtest(backtested));
                      }
                    });
    for (int n = from; n < from + LIVE; n++) {
      scenario.accept(scenario.event("key-" + n % 50, "{\"n\":" + n + "}"));
      LockSupport.parkNanos(2_000_000);
    }
    if (backtests != null) {
      backtests.interrupt();
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> scenario.commands().size() >= from + LIVE);
    return scenario.topics.all(Topics.COMMANDS).stream()
        .map(
            record ->
                Map.entry(record.timestamp(), Wire.read(record.value(), PerformActions.class)))
        .filter(one -> one.getValue().event().type().equals(scenario.type))
        .filter(one -> number(one.getValue()) >= from)
        .mapToLong(one -> one.getKey() - one.getValue().event().acceptedAt().toEpochMilli())
        .sorted()
        .toArray();
  }

  private static long number(PerformActions command) {
    return ((Number) command.evidence().getOrDefault("data.n", 0L)).longValue();
  }
}
