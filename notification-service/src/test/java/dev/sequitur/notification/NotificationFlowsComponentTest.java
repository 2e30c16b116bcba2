package dev.sequitur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.notification.domain.FactReader;
import dev.sequitur.notification.inbox.InboxItem;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I2 and I8 of telling: each bad end is told once per recipient, whatever comes again. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class NotificationFlowsComponentTest {

  private static final String EVERYTHING =
      "{on: {rules: ['*'], outcomes: [FAILED, DEAD, UNKNOWN, REJECTED]}, to: {inbox: {users: [tester]}}}";

  @Inject NotificationFlows flows;
  @Inject Hops hops;
  @Inject MeterRegistry metrics;

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  private final WorkspaceApi api = WorkspaceApi.fresh();
  private final Facts facts = Facts.of(api.workspace(), "big-order");
  private TopicProbe probe;

  @BeforeEach
  void open() {
    probe = new TopicProbe(bootstrapServers);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void aDeadEffectIsToldOnceToWhoeverAsked() {
    api.subscribe("failures", EVERYTHING);
    var outcome = facts.settled(EffectState.DEAD, Instant.now());
    probe.produce(outcome.message(null));

    var told = api.awaitInbox(1).getFirst();

    assertThat(told.title())
        .isEqualTo("Rule big-order failed: http.request@1 answered 500 after 6 attempts");
    assertThat(told.recipient()).isEqualTo("user:tester");
    assertThat(told.subscription()).isEqualTo("failures");
    assertThat(told.severity()).isEqualTo("ERROR");
    assertThat(told.outcome()).isEqualTo("DEAD");
    assertThat(told.code()).isEqualTo("HTTP_STATUS");
    assertThat(told.rule()).isEqualTo("big-order");
    assertThat(told.runId()).isEqualTo(outcome.runId());
    assertThat(told.commandId()).isEqualTo(outcome.commandId());
    assertThat(told.eventId()).isEqualTo(outcome.event().id());
    assertThat(Duration.between(told.createdAt(), outcome.settledAt()).abs())
        .isLessThan(Duration.ofMillis(2));
    assertThat(told.readAt()).isNull();
  }

  @Test
  void aRedeliveredOutcomeIsToldOnce() {
    api.subscribe("failures", EVERYTHING);
    var outcome = facts.settled(EffectState.DEAD, Instant.now());
    probe.produce(outcome.message(null));
    api.awaitInbox(1);
    var before = count("sequitur.notification.duplicates");

    probe.produce(outcome.message(null));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count("sequitur.notification.duplicates") > before);
    assertThat(api.inbox()).hasSize(1);
  }

  @Test
  void aGroupThatBeginsAnewTellsNothingAgain() {
    api.subscribe("failures", EVERYTHING);
    for (int i = 0; i < 20; i++) {
      probe.produce(facts.settled(EffectState.DEAD, Instant.now()).message(null));
      probe.produce(facts.rejected(Instant.now()).message(null));
    }
    var first = ids(api.awaitInbox(40));
    var again = new AtomicInteger();
    hops.start(
        HopSpec.of(
                "again",
                "again-" + UUID.randomUUID(),
                Topics.OUTCOMES,
                FactReader::read,
                batch -> {
                  flows.onHeard(batch);
                  again.addAndGet(
                      (int)
                          batch.stream()
                              .filter(one -> one.value().workspace().equals(api.workspace()))
                              .count());
                })
            .hearing(List.of(Topics.OUTCOMES, Topics.RUNS)));

    await().atMost(Duration.ofSeconds(30)).until(() -> again.get() == 40);
    assertThat(ids(api.inbox())).isEqualTo(first);
  }

  @Test
  void aRedriveThatFailsAgainIsToldAgain() {
    api.subscribe("failures", EVERYTHING);
    var run = UUID.randomUUID();
    var command = UUID.randomUUID();
    probe.produce(facts.settled(EffectState.DEAD, run, command, 0, Instant.now()).message(null));
    probe.produce(facts.settled(EffectState.FAILED, run, command, 1, Instant.now()).message(null));

    assertThat(api.awaitInbox(2)).extracting(InboxItem::generation).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void successIsNotTold() {
    api.subscribe("failures", EVERYTHING);
    var run = UUID.randomUUID();
    probe.produce(
        facts
            .settled(EffectState.SUCCEEDED, run, UUID.randomUUID(), 0, Instant.now())
            .message(null));
    var after = facts.settled(EffectState.UNKNOWN, run, UUID.randomUUID(), 0, Instant.now());
    probe.produce(after.message(null));

    // Both have the run's partition, so the first is behind us once the second has arrived.
    var told = api.awaitInbox(1).getFirst();
    assertThat(told.commandId()).isEqualTo(after.commandId());
    assertThat(told.severity()).isEqualTo("WARNING");
  }

  @Test
  void aRejectedStartIsTold() {
    api.subscribe("failures", EVERYTHING);
    var rejection = facts.rejected(Instant.now());
    probe.produce(rejection.message(null));
    probe.produce(rejection.message(null));

    var told = api.awaitInbox(1).getFirst();
    assertThat(told.title()).isEqualTo("Rule big-order could not start: COMMAND_TOO_LARGE");
    assertThat(told.runId()).isEqualTo(rejection.runId());
    assertThat(told.commandId()).isNull();
  }

  @Test
  void onlyRulesWithTheLabelAreToldOf() {
    api.subscribe(
        "sales", "{on: {rules: ['*'], labels: {team: sales}}, to: {inbox: {users: [tester]}}}");
    var run = UUID.randomUUID();
    var dead = EffectState.DEAD;
    probe.produce(
        facts
            .labelled("team", "stock")
            .settled(dead, run, UUID.randomUUID(), 0, Instant.now())
            .message(null));
    var wanted =
        facts.labelled("team", "sales").settled(dead, run, UUID.randomUUID(), 0, Instant.now());
    probe.produce(wanted.message(null));

    assertThat(api.awaitInbox(1))
        .extracting(InboxItem::commandId)
        .containsExactly(wanted.commandId());
  }

  @Test
  void whatWentWrongBeforeTheSubscriptionIsNotTold() {
    var run = UUID.randomUUID();
    var before = facts.settled(EffectState.DEAD, run, UUID.randomUUID(), 0, Instant.now());
    api.subscribe("failures", EVERYTHING);
    var after = facts.settled(EffectState.DEAD, run, UUID.randomUUID(), 0, Instant.now());
    probe.produce(before.message(null));
    probe.produce(after.message(null));

    assertThat(api.awaitInbox(1))
        .extracting(InboxItem::commandId)
        .containsExactly(after.commandId());
  }

  @Test
  void aSuspendedSubscriptionTellsNothingUntilItIsResumed() {
    api.subscribe("failures", EVERYTHING);
    var suspension = api.path() + "/subscriptions/failures/suspension";
    api.request().put(suspension).then().statusCode(200);
    api.awaitInForce(0);
    var run = UUID.randomUUID();
    var meanwhile = facts.settled(EffectState.DEAD, run, UUID.randomUUID(), 0, Instant.now());
    probe.produce(meanwhile.message(null));
    api.request().delete(suspension).then().statusCode(200);
    api.awaitInForce(1);
    var after = facts.settled(EffectState.DEAD, run, UUID.randomUUID(), 0, Instant.now());
    probe.produce(after.message(null));

    assertThat(api.awaitInbox(1))
        .extracting(InboxItem::commandId)
        .containsExactly(after.commandId());
  }

  @Test
  void anInstantFarInTheFutureHoldsNothingUp() {
    api.subscribe("failures", EVERYTHING);
    probe.produce(
        facts.settled(EffectState.DEAD, Instant.parse("2999-01-01T00:00:00Z")).message(null));

    assertThat(api.awaitInbox(1).getFirst().createdAt()).isBefore(Instant.now());
  }

  @Test
  void poisonGoesToQuarantineAndTheOthersGoOn() {
    api.subscribe("failures", EVERYTHING);
    var run = UUID.randomUUID();
    var good = facts.settled(EffectState.DEAD, run, UUID.randomUUID(), 0, Instant.now());
    var message = good.message(null);
    var nul = Facts.of(api.workspace(), "nul-\0-name");
    var key = message.key();
    var poison =
        List.of(
            send(key, message.headers(), "{"),
            send(key, message.headers(), ""),
            send(key, message.headers(), "[".repeat(100_000)),
            send(key, message.headers(), "{\"state\":\"DEAD\",\"runId\":\"" + run + "\"}"),
            send(key, Map.of(), "{}"),
            send(key, version9(message), new String(message.value(), StandardCharsets.UTF_8)));
    // No text of the database, and no reason to put it aside.
    var odd = nul.settled(EffectState.DEAD, run, UUID.randomUUID(), 0, Instant.now());
    var shown = position(probe.produce(odd.message(null)));
    var last = position(probe.produce(message));

    assertThat(api.awaitInbox(2))
        .extracting(InboxItem::commandId, InboxItem::rule)
        .contains(tuple(odd.commandId(), "nul-\uFFFD-name"))
        .extracting(one -> one.toList().getFirst())
        .containsExactlyInAnyOrder(good.commandId(), odd.commandId());
    assertThat(quarantined()).containsOnlyOnceElementsOf(poison).doesNotContain(shown, last);
  }

  private List<String> quarantined() {
    return probe
        .all(
            Topics.QUARANTINE,
            record -> TopicProbe.header(record, Headers.QUARANTINE_HOP).equals("tell"))
        .stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .toList();
  }

  private static Map<String, String> version9(Message message) {
    var headers = new HashMap<>(message.headers());
    headers.put(Headers.TYPE, "dev.sequitur.effect-settled.v9");
    return headers;
  }

  private String send(String key, Map<String, String> headers, String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    return position(probe.raw(Topics.OUTCOMES.name(), key, bytes, headers));
  }

  private static String position(RecordMetadata record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }

  private static List<UUID> ids(List<InboxItem> items) {
    return items.stream().map(InboxItem::id).sorted().toList();
  }

  private double count(String name) {
    return metrics.counter(name).count();
  }
}
