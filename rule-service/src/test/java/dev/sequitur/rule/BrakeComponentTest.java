package dev.sequitur.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a storm of events to as many commands as its brake lets pass. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class BrakeComponentTest {

  private static final Duration WITHIN = Duration.ofHours(1);

  private final Map<UUID, Instant> acceptedAt = new HashMap<>();
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario();
  }

  @AfterEach
  void end() {
    scenario.close();
  }

  @Test
  void ofEachCustomerAsManyRunsStartAsMayAndTheOthersAreRejectedEach() {
    inForce("by", "{ starts: 3, within: PT1H, by: '${data.customer}' }");
    var events = new ArrayList<AcceptedEvent>();
    for (int i = 0; i < 40; i++) {
      // On several partitions: what is counted together meets all the same.
      events.add(order(i % 4 == 0 ? "calm-" + i : "storm", "key-" + i));
    }

    awaitAnswered(events.size());

    assertThat(started()).hasSize(expected(events, 3));
    assertEachIsARunOrARejection(events);
    assertThat(scenario.rejections())
        .allMatch(rejection -> rejection.code().equals("RULE_BRAKED"))
        .allMatch(rejection -> !rejection.detail().contains("storm"));
  }

  @Test
  void startsThatComeAgainAreKnownAndSayNothingNew() {
    inForce("again", "{ starts: 5, within: PT1H }");
    var events = new ArrayList<AcceptedEvent>();
    for (int i = 0; i < 9; i++) {
      events.add(order("c", "k"));
    }
    awaitAnswered(events.size());
    var started = started();
    var rejected = rejected();

    for (int time = 0; time < 2; time++) {
      asked().forEach(record -> scenario.topics.produce(copy(record)));
    }
    // Behind the copies on the one partition of this brake.
    events.add(order("c", "k"));
    awaitAnswered(events.size());

    assertThat(started()).hasSize(expected(events, 5)).containsAll(started);
    assertThat(rejected()).containsAll(rejected);
    assertEachIsARunOrARejection(events);
  }

  @Test
  void whileTheDatabaseIsAwayStartsWaitAndNoneIsLostOrDoubled() {
    inForce("steady-braked", "{ starts: 4, within: PT1H }");
    scenario.inForce(scenario.name("steady"), "data.customer == 'calm'", "hi");
    var events = new ArrayList<AcceptedEvent>();
    for (int i = 0; i < 20; i++) {
      events.add(order("storm", "key-" + i));
    }
    Infrastructure.postgres().kill();
    try {
      var calm = order("calm", "k");
      events.add(calm);
      await()
          .until(
              () ->
                  scenario.commands(calm).stream()
                      .anyMatch(one -> one.starter().name().equals(scenario.name("steady"))));
    } finally {
      Infrastructure.postgres().restart();
    }

    awaitAnswered(events.size() + 1);
    var braked =
        scenario.commands().stream()
            .filter(one -> one.starter().name().equals(scenario.name("steady-braked")))
            .map(PerformActions::runId)
            .distinct();
    assertThat(braked).hasSize(expected(events, 4));
  }

  @Test
  void brakeThatSuspendsDoesSoOnceWithItsReasonUntilAPersonResumesTheRule() {
    var name = inForce("pausing", "{ starts: 2, within: PT1H, beyond: suspend }");
    var events = new ArrayList<AcceptedEvent>();
    for (int i = 0; i < 8; i++) {
      events.add(order("c", "key-" + i));
    }
    awaitAnswered(events.size());

    await().until(() -> state(name).equals("DISABLED"));
    var rule = Scenario.asOwner().get(Scenario.RULES + name);
    assertThat(rule.<String>path("status.reason")).contains("2", "PT1H");
    Scenario.awaitPassed(Instant.parse(rule.path("status.effectiveFrom")));
    assertThat(suspensions(name))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.principal()).isEqualTo("storm-brake");
              assertThat(entry.after()).containsEntry("state", "DISABLED").containsKey("reason");
            });

    Scenario.awaitPassed(
        Scenario.effectiveFrom(Scenario.asOwner().delete(Scenario.RULES + name + "/suspension")));
    var before = started().size();
    var after = order("c", "key-1");
    scenario.awaitCommand(after);
    assertThat(started()).hasSize(before + 1);
    assertThat(state(name)).isEqualTo("ACTIVE");
    assertThat(Scenario.asOwner().get(Scenario.RULES + name).<String>path("status.reason"))
        .isNull();
  }

  @Test
  void whoFollowsAnEventHearsThatItsRejectedRunIsOver() {
    inForce("followed", "{ starts: 1, within: PT1H, by: '${data.customer}' }");
    var ended = new ArrayList<FollowedRunEnded>();
    for (int i = 0; i < 3; i++) {
      scenario.accept(scenario.event("k", "{\"customer\":\"" + scenario.type + "\"}").following());
    }
    awaitAnswered(3);
    var rejected = rejected();
    await()
        .untilAsserted(
            () -> {
              ended.clear();
              ended.addAll(ends());
              assertThat(ended).extracting(FollowedRunEnded::runId).hasSameElementsAs(rejected);
            });
    assertThat(rejected).isNotEmpty();
    assertThat(ended).allMatch(end -> end.state() == RunState.REJECTED);
  }

  @Test
  void whatIsNoStartGoesToQuarantineAndTheOthersGoOn() {
    inForce("beside-poison", "{ starts: 1, within: PT1H, by: '${data.customer}' }");
    order("c", "k");
    awaitAnswered(1);
    var good = asked().getFirst();
    var key = new String(good.key(), StandardCharsets.UTF_8);
    var noCommand =
        scenario.topics.raw(
            good.topic(), key, "{}".getBytes(StandardCharsets.UTF_8), copy(good).headers());
    var noBrake = scenario.topics.raw(good.topic(), key, good.value(), Map.of());
    order("c", "k");

    awaitAnswered(2);
    for (var poison : List.of(noCommand, noBrake)) {
      assertThat(
              scenario.topics.all(
                  Topics.QUARANTINE,
                  record ->
                      TopicProbe.header(record, Headers.QUARANTINE_TOPIC).equals(poison.topic())
                          && TopicProbe.header(record, Headers.QUARANTINE_PARTITION)
                              .equals("" + poison.partition())
                          && TopicProbe.header(record, Headers.QUARANTINE_OFFSET)
                              .equals("" + poison.offset())))
          .hasSize(1);
    }
  }

  /** Publishes a rule with a brake for this scenario's events; gives its name. */
  private String inForce(String prefix, String brake) {
    var name = scenario.name(prefix);
    scenario.inForce(
        name,
        Scenario.manifest(name, scenario.type, "true", "${data.customer}")
            + "  brake: "
            + brake
            + "\n");
    return name;
  }

  private AcceptedEvent order(String customer, String key) {
    var event = scenario.event(key, "{\"customer\":\"" + customer + "\"}");
    var stamp = scenario.accept(event).timestamp();
    acceptedAt.put(event.id(), Instant.ofEpochMilli(stamp));
    return event;
  }

  /** How many must start: a test may run while an hour ends. */
  private int expected(List<AcceptedEvent> events, int starts) {
    boolean byCustomer = starts == 3;
    return events.stream()
        .collect(
            Collectors.groupingBy(
                event ->
                    (byCustomer ? new String(event.data(), StandardCharsets.UTF_8) : "")
                        + acceptedAt(event).toEpochMilli() / WITHIN.toMillis(),
                Collectors.counting()))
        .values()
        .stream()
        .mapToInt(count -> (int) Math.min(starts, count))
        .sum();
  }

  private Instant acceptedAt(AcceptedEvent event) {
    return Objects.requireNonNull(acceptedAt.get(event.id()));
  }

  /** A record may stand twice on a topic, when the database ends before its outbox is cleared. */
  private Set<UUID> started() {
    return scenario.commands().stream().map(PerformActions::runId).collect(Collectors.toSet());
  }

  private Set<UUID> rejected() {
    return scenario.rejections().stream().map(RunStartRejected::runId).collect(Collectors.toSet());
  }

  private int answered() {
    return started().size() + rejected().size();
  }

  private void awaitAnswered(int all) {
    await().atMost(Duration.ofSeconds(30)).until(() -> answered() == all);
  }

  private void assertEachIsARunOrARejection(List<AcceptedEvent> events) {
    assertThat(started()).doesNotContainAnyElementsOf(rejected());
    var answered = new HashSet<UUID>();
    scenario.commands().forEach(command -> answered.add(command.event().id()));
    scenario.rejections().forEach(rejection -> answered.add(rejection.event().id()));
    assertThat(answered)
        .containsExactlyInAnyOrderElementsOf(events.stream().map(AcceptedEvent::id).toList());
  }

  private static String state(String rule) {
    return Scenario.asOwner().get(Scenario.RULES + rule).path("status.state");
  }

  private List<AuditRecorded> suspensions(String rule) {
    return scenario.topics.all(Topics.AUDIT).stream()
        .map(record -> Wire.read(record.value(), AuditRecorded.class))
        .filter(entry -> entry.resource().equals("Rule/" + rule))
        .filter(entry -> entry.action().equals("rule:suspend"))
        .toList();
  }

  private List<FollowedRunEnded> ends() {
    return scenario
        .topics
        .all(
            Topics.RUNS,
            record -> TopicProbe.header(record, Headers.TYPE).equals(FollowedRunEnded.TYPE))
        .stream()
        .map(record -> Wire.read(record.value(), FollowedRunEnded.class))
        .filter(end -> end.event().type().equals(scenario.type))
        .toList();
  }

  /** What this scenario's rules have asked. */
  private List<ConsumerRecord<byte[], byte[]>> asked() {
    return scenario.topics.all(
        Topics.CORRELATIONS,
        record -> new String(record.value(), StandardCharsets.UTF_8).contains(scenario.type));
  }

  private static Message copy(ConsumerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>();
    record
        .headers()
        .forEach(one -> headers.put(one.key(), new String(one.value(), StandardCharsets.UTF_8)));
    return new Message(
        record.topic(), new String(record.key(), StandardCharsets.UTF_8), record.value(), headers);
  }
}
