package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.trigger.kafka.KafkaSources;
import dev.sequitur.trigger.kafka.KafkaStates;
import dev.sequitur.trigger.kafka.KafkaTriggerState.Phase;
import dev.sequitur.trigger.kafka.Readers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** H1, Kafka source: each record has its event for each trigger, whatever happens to readers. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class KafkaSourceComponentTest {

  private static final String ENVELOPE =
      "{\"specversion\":\"1.0\",\"id\":\"s1\",\"source\":\"/shop\",\"type\":\"com.example.sent\",\"data\":{\"n\":2}}";

  @Inject KafkaStates states;
  @Inject KafkaSources sources;
  @Inject Readers readers;
  private SourceTopics topics;

  @BeforeEach
  void open() {
    topics = new SourceTopics(states, sources);
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void jsonRecordsBecomeEventsFromNowOn() throws Exception {
    topics.create("now.json", 2);
    topics.sendOld("now.json", 0, "{\"n\":\"before\"}");
    topics.sendOld("now.json", 1, "{\"n\":\"before\"}");
    var trigger = topics.running("now-json", SourceTopics.spec("now.json", ""));
    topics.send("now.json", "c1", "{\"n\":1}").get();
    var event = topics.awaitEvents(trigger, 1).getFirst();
    assertThat(new String(event.value(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}");
    assertThat(new String(event.key(), StandardCharsets.UTF_8)).isEqualTo("c1");
    assertThat(topics.subjects(trigger)).containsExactly("1");
    var state = topics.state(trigger);
    assertThat(state.counts().accepted()).isEqualTo(1);
    assertThat(state.counts().lastEventAt()).isNotNull();
    assertThat(state.partitions()).hasSize(2);
    await().atMost(Duration.ofSeconds(10)).until(() -> topics.state(trigger).lag() == 0);
    assertThat(Service.metric("sequitur_trigger_kafka_records_total")).isPositive();
  }

  @Test
  void cloudEventsOfBothModesAreRecognised() throws Exception {
    topics.create("ce.both", 1);
    var trigger =
        topics.running(
            "ce-both",
            """
            kafka: { topic: ce.both, format: cloudevents }
            event: { type: "${headers.ce_type}" }
            """);
    topics.send(
        "ce.both",
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", "b1",
            "ce_source", "/shop",
            "ce_type", "com.example.binary",
            "content-type", "application/json"),
        "{\"n\":1}");
    topics.send("ce.both", Map.of("content-type", "application/cloudevents+json"), ENVELOPE);
    var events = topics.awaitEvents(trigger, 2);
    assertThat(events.stream().map(one -> TopicProbe.header(one, "ce_type")))
        .containsExactlyInAnyOrder("com.example.binary", "com.example.sent");
    assertThat(events.stream().map(one -> new String(one.value(), StandardCharsets.UTF_8)))
        .containsExactlyInAnyOrder("{\"n\":1}", "{\"n\":2}");
    // The same occurrence again is the same event.
    topics.send("ce.both", Map.of("content-type", "application/cloudevents+json"), ENVELOPE);
    await().atMost(Duration.ofSeconds(20)).until(() -> topics.events(trigger).size() == 3);
    assertThat(SourceTopics.ids(topics.events(trigger))).hasSize(2);
  }

  @Test
  void twoTriggersOfOneTopicHaveOneConsumer() throws Exception {
    topics.create("shared", 3);
    var all = topics.running("shared-all", SourceTopics.spec("shared", ""));
    var large =
        topics.running("shared-large", SourceTopics.spec("shared", "") + "filter: body.n >= 90\n");
    topics.sendNumbers("shared", 0, 100);
    assertThat(topics.awaitEvents(all, 100)).hasSize(100);
    assertThat(topics.awaitEvents(large, 10)).hasSize(10);
    var group = Readers.group("shared");
    var groups = topics.admin.describeConsumerGroups(List.of(group)).all().get();
    assertThat(groups.values().iterator().next().members()).hasSize(1);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> topics.state(large).counts().filtered() == 90);
  }

  @Test
  void whatCannotBeReadIsPutAsideAndTheOthersGoOn() throws Exception {
    topics.create("poison", 1);
    var trigger = topics.running("poisoned", SourceTopics.spec("poison", ""));
    topics.send("poison", "a", "{\"n\":0}").get();
    topics.send("poison", "a", "{\"n\":").get();
    topics.send(new ProducerRecord<>("poison", "a", new byte[] {'"', (byte) 0xFF, '"'}));
    topics.send(new ProducerRecord<>("poison", "a", new byte[0]));
    topics.send("poison", "a", "\"" + "x".repeat(300_000) + "\"").get();
    topics.send("poison", "a", "[".repeat(100_000)).get();
    topics.send("poison", "a", "{\"m\":1}").get();
    topics.send("poison", "a", "{\"n\":1}").get();
    topics.awaitEvents(trigger, 3);
    assertThat(topics.subjects(trigger)).containsExactly("0", "", "1");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> topics.state(trigger).counts().unreadable() == 5);
    var aside =
        topics.probe.all(
            Topics.QUARANTINE,
            one -> TopicProbe.header(one, "sequitur-source-topic").equals("poison"));
    assertThat(aside.stream().map(one -> TopicProbe.header(one, "sequitur-source-offset")))
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    assertThat(aside.stream().map(one -> TopicProbe.header(one, "sequitur-reason")))
        .allMatch(reason -> reason.startsWith("not JSON") || reason.startsWith("too large"));
  }

  @Test
  void mappingThatDoesNotFitIsCountedAndShown() throws Exception {
    topics.create("misfit", 1);
    var trigger =
        topics.running(
            "misfit",
            """
            kafka: { topic: misfit, format: json }
            event: { type: "${body.kind}" }
            """);
    topics.send("misfit", "a", "{\"n\":1}").get();
    topics.send("misfit", "a", "{\"kind\":\"com.example.fits\"}").get();
    topics.awaitEvents(trigger, 1);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> topics.state(trigger).counts().refused() == 1);
    var refusal = topics.state(trigger).lastRefusal();
    assertThat(refusal).isNotNull();
    assertThat(refusal.pointer()).isEqualTo("/spec/event/type");
    assertThat(refusal.offset()).isZero();
  }

  @Test
  void readerThatEndsAndForgetsMakesTheSameIds() throws Exception {
    topics.create("again", 2);
    var trigger = topics.running("again", SourceTopics.spec("again", ""));
    topics.sendNumbers("again", 0, 300);
    topics.awaitEvents(trigger, 300);
    readers.end("again");
    topics.sendNumbers("again", 300, 600);
    Readers.forgetCommits(topics.admin, "again", 100);
    var second = readers.another("again");
    try {
      var events = topics.awaitEvents(trigger, 600);
      await().atMost(Duration.ofSeconds(20)).until(() -> topics.events(trigger).size() >= 800);
      assertThat(SourceTopics.ids(events)).hasSize(600);
      assertThat(SourceTopics.ids(topics.events(trigger))).hasSize(600);
      assertThat(topics.subjects(trigger)).containsAll(numbers(0, 600));
    } finally {
      second.run();
    }
  }

  @Test
  void replicasThatComeAndGoLoseNothing() throws Exception {
    topics.create("moving", 4);
    var trigger = topics.running("moving-topic", SourceTopics.spec("moving", ""));
    for (int round = 0; round < 3; round++) {
      var other = readers.another("moving");
      topics.sendNumbers("moving", round * 1_000, round * 1_000 + 500);
      topics.awaitEvents(trigger, round * 1_000 + 500);
      topics.sendNumbers("moving", round * 1_000 + 500, (round + 1) * 1_000);
      other.run();
    }
    topics.awaitEvents(trigger, 3_000);
    assertThat(topics.subjects(trigger)).containsAll(numbers(0, 3_000));
  }

  @Test
  void triggerFromEarliestCatchesUpInOrderAndDisturbsNobody() throws Exception {
    topics.create("past", 2);
    topics.sendNumbers("past", 0, 2_000);
    var steady = topics.running("past-steady", SourceTopics.spec("past", ""));
    var before = topics.events(steady).size();
    var late = SourceTopics.publish("past-late", SourceTopics.spec("past", ", from: earliest"));
    topics.sendNumbers("past", 2_000, 2_500);
    topics.awaitEvents(late, 2_500);
    topics.await(late, Phase.RUNNING);
    topics.sendNumbers("past", 2_500, 2_600);
    topics.awaitEvents(late, 2_600);
    assertThat(topics.subjects(late)).containsExactlyInAnyOrderElementsOf(numbers(0, 2_600));
    assertThat(topics.awaitEvents(steady, before + 600)).hasSize(before + 600);
  }

  @Test
  void catchUpKeepsTheOrderOfAKey() throws Exception {
    topics.create("ordered", 1);
    for (int n = 0; n < 1_000; n++) {
      topics.send("ordered", "one", "{\"n\":" + n + "}");
    }
    var trigger = SourceTopics.publish("ordered", SourceTopics.spec("ordered", ", from: earliest"));
    for (int n = 1_000; n < 2_000; n++) {
      topics.send("ordered", "one", "{\"n\":" + n + "}");
    }
    topics.awaitEvents(trigger, 2_000);
    assertThat(topics.subjects(trigger)).isEqualTo(numbers(0, 2_000));
  }

  @Test
  void suspendedTriggerIsResumedWithWhatItMissedOrWithout() throws Exception {
    topics.create("paused", 2);
    var trigger = topics.running("paused", SourceTopics.spec("paused", ""));
    var other = topics.running("paused-not", SourceTopics.spec("paused", ""));
    topics.sendNumbers("paused", 0, 100);
    topics.awaitEvents(trigger, 100);
    SourceTopics.suspend("paused").is(200);
    topics.await(trigger, Phase.PAUSED);
    topics.sendNumbers("paused", 100, 200);
    topics.awaitEvents(other, 200);
    await().atMost(Duration.ofSeconds(10)).until(() -> topics.state(trigger).lag() == 100);
    assertThat(topics.subjects(trigger)).hasSize(100);
    var seen = Service.call("GET", Service.TRIGGERS + "/paused/positions", Service.author(), "");
    assertThat(seen.is(200).text("phase")).isEqualTo("PAUSED");
    assertThat(seen.body().get("lag").asLong()).isEqualTo(100);
    assertThat(seen.body().get("partitions")).hasSize(2);
    SourceTopics.resume("paused", "?catchUp=true").is(200);
    topics.await(trigger, Phase.RUNNING);
    topics.sendNumbers("paused", 200, 300);
    topics.awaitEvents(trigger, 300);
    assertThat(topics.subjects(trigger)).containsExactlyInAnyOrderElementsOf(numbers(0, 300));
    SourceTopics.suspend("paused").is(200);
    topics.await(trigger, Phase.PAUSED);
    topics.sendNumbers("paused", 300, 400);
    topics.awaitEvents(other, 400);
    SourceTopics.resume("paused", "").is(200);
    topics.await(trigger, Phase.RUNNING);
    topics.sendNumbers("paused", 400, 500);
    topics.awaitEvents(trigger, 400);
    var expected = new ArrayList<>(numbers(0, 300));
    expected.addAll(numbers(400, 500));
    assertThat(topics.subjects(trigger)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void loneTriggerIsResumedWithWhatItMissed() throws Exception {
    topics.create("alone", 1);
    var trigger = topics.running("alone", SourceTopics.spec("alone", ""));
    SourceTopics.suspend("alone").is(200);
    topics.await(trigger, Phase.PAUSED);
    topics.sendNumbers("alone", 0, 50);
    await().atMost(Duration.ofSeconds(10)).until(() -> topics.state(trigger).lag() == 50);
    SourceTopics.resume("alone", "?catchUp=true").is(200);
    topics.awaitEvents(trigger, 50);
    assertThat(topics.subjects(trigger)).containsExactlyInAnyOrderElementsOf(numbers(0, 50));
  }

  @Test
  void missingTopicIsSaidAndReadOnceItIsThere() throws Exception {
    var trigger = SourceTopics.publish("missing", SourceTopics.spec("missing", ""));
    assertThat(topics.await(trigger, Phase.FAILING).reason())
        .isEqualTo("the topic missing does not exist");
    topics.create("missing", 1);
    topics.send("missing", "a", "{\"n\":1}").get();
    topics.awaitEvents(trigger, 1);
    topics.await(trigger, Phase.RUNNING);
  }

  @Test
  void topicThatIsMadeAnewHasEventsOfItsOwn() throws Exception {
    topics.create("anew", 1);
    var trigger = topics.running("anew", SourceTopics.spec("anew", ""));
    topics.sendNumbers("anew", 0, 5);
    topics.awaitEvents(trigger, 5);
    topics.admin.deleteTopics(List.of("anew")).all().get();
    topics.await(trigger, Phase.FAILING);
    topics.create("anew", 1);
    topics.sendNumbers("anew", 5, 10);
    topics.awaitEvents(trigger, 10);
    assertThat(topics.subjects(trigger)).containsAll(numbers(0, 10));
  }

  @Test
  void everyRecordHasItsEventAcrossTheBrokersDeath() throws Exception {
    topics.create("killed", 2);
    var trigger = topics.running("killed", SourceTopics.spec("killed", ""));
    topics.sendNumbers("killed", 0, 2_000);
    Infrastructure.broker().kill();
    Infrastructure.broker().restart();
    topics.sendNumbers("killed", 2_000, 2_500);
    topics.awaitEvents(trigger, 2_500);
    assertThat(topics.subjects(trigger)).containsAll(numbers(0, 2_500));
    assertThat(SourceTopics.ids(topics.events(trigger))).hasSize(2_500);
  }

  @Test
  void fiftyThousandRecordsHaveTheirEvents() throws Exception {
    topics.create("many", 4);
    var trigger = topics.running("many", SourceTopics.spec("many", ""));
    var started = System.nanoTime();
    topics.sendNumbers("many", 0, 50_000);
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> topics.state(trigger).counts().accepted() >= 50_000);
    var seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf("kafka source: %,.0f events/s (producing included)%n", 50_000 / seconds);
    assertThat(SourceTopics.ids(topics.events(trigger))).hasSize(50_000);
  }

  @Test
  void wrongSpecsAreRefusedWithTheirPlaces() {
    assertThat(errors("{ topic: sequitur.events.v1, format: json }"))
        .isEqualTo(Map.of("/spec/kafka/topic", "INTERNAL_TOPIC"));
    assertThat(
            errors("{ topic: 'a b', format: avro, from: yesterday, connection: other, more: 1 }"))
        .isEqualTo(
            Map.of(
                "/spec/kafka/topic", "INVALID_TOPIC",
                "/spec/kafka/format", "UNKNOWN_FORMAT",
                "/spec/kafka/from", "INVALID_START",
                "/spec/kafka/connection", "CONNECTION_NOT_FOUND",
                "/spec/kafka/more", "UNKNOWN_FIELD"));
    assertThat(errors("{}"))
        .isEqualTo(Map.of("/spec/kafka/topic", "MISSING", "/spec/kafka/format", "MISSING"));
    var now = "kafka: { topic: a, format: json }\nfilter: now > body.at\nevent: { type: a }";
    assertThat(Service.save("wrong", now).refused(422, "DEFINITION_INVALID").body().at("/errors"))
        .hasSize(1);
  }

  @Test
  void catchUpIsRefusedWhereThereIsNone() throws Exception {
    Service.publish(
        "no-topic",
        "no-topic",
        "webhook: { path: no-topic, verify: { none: true } }\nevent: { type: a }");
    SourceTopics.resume("no-topic", "?catchUp=true").refused(409, "TRIGGER_READS_NO_TOPIC");
    SourceTopics.resume("no-topic", "?catchUp=perhaps").refused(422, "VALIDATION_FAILED");
    SourceTopics.resume("no-topic", "").is(200);
    Service.call("GET", Service.TRIGGERS + "/no-topic/positions", Service.author(), "")
        .refused(409, "TRIGGER_READS_NO_TOPIC");
    Service.call("GET", Service.TRIGGERS + "/nobody/positions", Service.author(), "").is(404);
    topics.create("active", 1);
    topics.running("active", SourceTopics.spec("active", ""));
    SourceTopics.resume("active", "?catchUp=true").refused(409, "TRIGGER_NOT_SUSPENDED");
    Service.call(
            "DELETE",
            Service.TRIGGERS + "/active/suspension?catchUp=true",
            Service.with("trigger:read"),
            "")
        .refused(403, "FORBIDDEN");
  }

  private static Map<String, String> errors(String kafka) {
    var reply = Service.save("wrong", "kafka: " + kafka + "\nevent: { type: a }");
    var found = new HashMap<String, String>();
    reply
        .refused(422, "DEFINITION_INVALID")
        .body()
        .at("/errors")
        .forEach(error -> found.put(error.get("pointer").asText(), error.get("code").asText()));
    return found;
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }
}
