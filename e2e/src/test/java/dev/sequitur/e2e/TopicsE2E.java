package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From another system's topic to another system's topic, with plain clients at both ends. */
@ExtendWith(SharedRig.class)
class TopicsE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Api api;
  private final String broker;
  private String name = "";

  TopicsE2E(Rig rig, RecordingTarget target) {
    this.api = rig.api();
    this.broker = rig.platform().kafka();
  }

  @BeforeEach
  void ownTopics() throws Exception {
    name = "t" + UUID.randomUUID().toString().substring(0, 8);
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      var topics =
          List.of(new NewTopic(name + ".in", 2, (short) 1), new NewTopic(out(), 1, (short) 1));
      admin.createTopics(topics).all().get();
    }
  }

  @AfterEach
  void archive() {
    api.delete("/triggers/" + name);
    api.delete("/rules/" + name);
  }

  @Test
  void recordThatARuleMatchesBecomesOneRecordOnAnotherTopic() {
    automate();
    produce("{\"id\":\"o-1\",\"amount\":50}", "this is no JSON", "{\"id\":\"o-2\",\"amount\":150}");

    await().atMost(PATIENCE).until(() -> !said().isEmpty());
    assertThat(said())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.value()).isEqualTo("{\"id\":\"o-2\",\"amount\":150}");
              assertThat(record.key()).isEqualTo("o-2");
              assertThat(header(record, "ce_id")).isNotEmpty();
            });
    await().atMost(PATIENCE).until(() -> unreadable() == 1);
    assertThat(api.get("/triggers/" + name + "/state").expect(200).json().path("state").asText())
        .isEqualTo("RUNNING");
  }

  @Test
  void theProductsOwnTopicsAreNeitherReadNorWritten() {
    var reads = trigger("sequitur.commands.v1");
    var refused = api.post("/triggers/validate", "application/yaml", reads).expect(200).json();
    assertThat(refused.path("errors").findValuesAsText("code")).containsExactly("INTERNAL_TOPIC");
  }

  private int unreadable() {
    var positions = api.get("/triggers/" + name + "/positions").expect(200).json();
    return positions.path("counts").path("unreadable").asInt();
  }

  private void automate() {
    api.publish(
        trigger(name + ".in")
            + """
            ---
            apiVersion: sequitur.dev/v1
            kind: Rule
            metadata: { name: %1$s }
            spec:
              on: [com.example.%1$s]
              when: { field: data.amount, op: gt, value: 100 }
              then:
                - id: tell
                  uses: kafka.publish@1
                  with: { topic: %2$s, key: "${data.id}", value: "${data}" }
            """
                .formatted(name, out()));
  }

  private String trigger(String topic) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          kafka: { topic: %2$s, format: json, from: earliest }
          event: { type: com.example.%1$s, key: "${body.id}", data: "${body}" }
        """
        .formatted(name, topic);
  }

  private String out() {
    return name + ".out";
  }

  private void produce(String... values) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker,
            "key.serializer", StringSerializer.class,
            "value.serializer", StringSerializer.class);
    try (var producer = new KafkaProducer<String, String>(settings)) {
      for (var value : values) {
        producer.send(new ProducerRecord<>(name + ".in", value));
      }
    }
  }

  private List<ConsumerRecord<String, String>> said() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker,
            "key.deserializer", StringDeserializer.class,
            "value.deserializer", StringDeserializer.class);
    var all = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer = new KafkaConsumer<String, String>(settings)) {
      var partition = new TopicPartition(out(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return all;
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
