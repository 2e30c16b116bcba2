package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.trigger.alarm.Watches;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alarms of triggers, looked after by the service and by two replicas more that never rest. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class AlarmComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 20_000_000;

  @Inject Watches watches;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final List<Thread> replicas = new ArrayList<>();
  private TopicProbe probe;

  @BeforeEach
  void start() {
    probe = TopicProbe.ofTests();
    for (int i = 0; i < 2; i++) {
      var look = watches.another();
      replicas.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!isOver.get()) {
                      look.run();
                      LockSupport.parkNanos(PAUSE_NANOS);
                    }
                  }));
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    isOver.set(true);
    for (var replica : replicas) {
      replica.join();
    }
    probe.close();
  }

  @Test
  void silenceIsToldOnceAndItsEndToo() throws SQLException {
    var spec =
        """
        webhook: { path: silent, verify: { none: true } }
        event: { type: a }
        alarms: { quietFor: PT10S }
        """;
    var uid = uid(Service.save("silent", spec).is(201));
    Service.publish("silent", "silent", spec);
    age(
        "UPDATE definitions SET effective_from = effective_from - interval '9 s' WHERE uid = ?",
        uid);
    eventually(() -> !alarms("silent").isEmpty());
    var alarm = alarms("silent").get(0);
    assertThat(alarm.path("kind").asText()).isEqualTo("QUIET");
    var since = Instant.parse(alarm.path("since").asText());
    assertThat(Instant.parse(alarm.path("raisedAt").asText()))
        .isAfterOrEqualTo(since.plusSeconds(10));
    var told = awaitOne("dev.sequitur.trigger.quiet", uid);
    assertThat(told.path("trigger").asText()).isEqualTo("silent");
    assertThat(Instant.parse(told.path("since").asText())).isEqualTo(since);
    assertThat(Service.metric("sequitur_trigger_alarms_raised_total")).isNotNegative();
    // The alarm is no sign of life.
    assertThat(state("silent").has("lastEvent")).isFalse();
    Service.hook("silent", "{}").is(202);
    eventually(() -> alarms("silent").isEmpty());
    var recovered = awaitOne("dev.sequitur.trigger.recovered", uid);
    assertThat(recovered.path("because").asText()).isEqualTo("EVENT");
    assertThat(recovered.path("alarm").asText()).isEqualTo("QUIET");
    // Silent again, it is another spell.
    age(
        "UPDATE trigger_activity SET last_event_at = last_event_at - interval '9 s' WHERE uid = ?",
        uid);
    eventually(() -> said("dev.sequitur.trigger.quiet", uid).size() == 2);
    Service.call("PUT", Service.TRIGGERS + "/silent/suspension", Service.author(), "").is(200);
    eventually(() -> alarms("silent").isEmpty());
    eventually(() -> said("dev.sequitur.trigger.recovered", uid).size() == 2);
    assertThat(said("dev.sequitur.trigger.recovered", uid).getLast().path("because").asText())
        .isEqualTo("NOT_WATCHED");
    assertThat(said("dev.sequitur.trigger.quiet", uid)).hasSize(2);
  }

  @Test
  void scheduleThatNobodyFiresIsToldOnceAndItsEndToo() throws Exception {
    var uid =
        uid(
            Service.save(
                    "held-up",
                    "schedule: { every: PT1S }\nevent: { type: a }\nalarms: { lateBy: PT10S }")
                .is(201));
    Service.publish("held-up").is(200);
    eventually(() -> state("held-up").has("lastFiring"));
    try (var held = watches.hold(uid)) {
      assertThat(held).isNotNull();
      eventually(() -> !alarms("held-up").isEmpty());
      assertThat(alarms("held-up").get(0).path("kind").asText()).isEqualTo("DID_NOT_FIRE");
      awaitOne("dev.sequitur.trigger.did-not-fire", uid);
    }
    eventually(() -> alarms("held-up").isEmpty());
    var recovered = awaitOne("dev.sequitur.trigger.recovered", uid);
    assertThat(recovered.path("because").asText()).isEqualTo("FIRED");
    assertThat(said("dev.sequitur.trigger.did-not-fire", uid)).hasSize(1);
    Service.call("DELETE", Service.TRIGGERS + "/held-up", Service.author(), "").is(204);
  }

  @Test
  void scheduleWhoseEventCannotBeMadeIsToldUntilItIsMended() {
    var broken =
        "schedule: { every: PT1S }\nevent: { type: 'dev.sequitur.${nominalInstant}' }\nalarms: {}";
    var uid = uid(Service.save("mended", broken).is(201));
    Service.publish("mended").is(200);
    eventually(() -> !alarms("mended").isEmpty());
    awaitOne("dev.sequitur.trigger.did-not-fire", uid);
    Service.save("mended", "schedule: { every: PT1S }\nevent: { type: a }\nalarms: {}").is(200);
    Service.publish("mended").is(200);
    eventually(() -> alarms("mended").isEmpty());
    awaitOne("dev.sequitur.trigger.recovered", uid);
    // What its own filter lets go is as it is meant to be.
    Service.save(
            "mended",
            "schedule: { every: PT1S }\nfilter: nominalInstant.getHours() > 24\nevent: { type: a }\nalarms: {}")
        .is(200);
    Service.publish("mended").is(200);
    eventually(() -> state("mended").at("/lastFiring/reason").asText().equals("FILTERED"));
    assertThat(alarms("mended")).isEmpty();
    Service.call("DELETE", Service.TRIGGERS + "/mended", Service.author(), "").is(204);
    assertThat(said("dev.sequitur.trigger.did-not-fire", uid)).hasSize(1);
  }

  /** Most of a silence that was asked for lies behind; the last of it passes as it does. */
  private static void age(String update, UUID trigger) throws SQLException {
    try (var connection = Infrastructure.postgres().superuser().connect()) {
      connection.setSchema(Infrastructure.database().schema());
      try (var statement = connection.prepareStatement(update)) {
        statement.setObject(1, trigger);
        assertThat(statement.executeUpdate()).isEqualTo(1);
      }
    }
  }

  private static UUID uid(Service.Reply saved) {
    return UUID.fromString(saved.body().at("/metadata/uid").asText());
  }

  private static void eventually(BooleanSupplier condition) {
    await().atMost(PATIENCE).until(condition::getAsBoolean);
  }

  private static JsonNode state(String name) {
    return Service.call("GET", Service.TRIGGERS + "/" + name + "/state", Service.author(), "")
        .is(200)
        .body();
  }

  private static JsonNode alarms(String name) {
    return state(name).path("alarms");
  }

  private JsonNode awaitOne(String type, UUID trigger) {
    eventually(() -> !said(type, trigger).isEmpty());
    assertThat(said(type, trigger)).hasSize(1);
    return said(type, trigger).getFirst();
  }

  /** The data of all events of a type about a trigger, as they lie on the topic. */
  private List<JsonNode> said(String type, UUID trigger) {
    return probe
        .all(
            Topics.EVENTS,
            one ->
                TopicProbe.header(one, "ce_type").equals(type)
                    && TopicProbe.header(one, "ce_partitionkey").equals(trigger.toString()))
        .stream()
        .map(one -> read(one.value()))
        .toList();
  }

  private static JsonNode read(byte[] json) {
    try {
      return Wire.json().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
