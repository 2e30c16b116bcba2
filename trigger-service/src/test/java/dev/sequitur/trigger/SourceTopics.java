package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.ClientSettings;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.trigger.kafka.KafkaSources;
import dev.sequitur.trigger.kafka.KafkaStates;
import dev.sequitur.trigger.kafka.KafkaTriggerState;
import dev.sequitur.trigger.kafka.KafkaTriggerState.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Other systems' topics, and triggers that read them. */
final class SourceTopics implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Admin admin;
  final TopicProbe probe;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaStates states;
  private final KafkaSources sources;

  SourceTopics(KafkaStates states, KafkaSources sources) {
    this(states, sources, Infrastructure.bootstrapServers());
  }

  /** Topics of another cluster; events come to the platform's all the same. */
  SourceTopics(KafkaStates states, KafkaSources sources, String bootstrapServers) {
    this.states = states;
    this.sources = sources;
    this.probe = TopicProbe.ofTests();
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    var settings = new HashMap<>(ClientSettings.producer(bootstrapServers));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 * 1024 * 1024);
    this.producer = new KafkaProducer<>(settings);
  }

  void create(String topic, int partitions) throws ExecutionException, InterruptedException {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    // Until each leader answers itself: a producer whose first batch finds none of them yet may be
    // out of sequence for a minute.
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    for (int partition = 0; partition < partitions; partition++) {
      latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isAnswered(latest));
  }

  /** False while a broker has not heard of the topic that another has made. */
  private boolean isAnswered(Map<TopicPartition, OffsetSpec> asked)
      throws ExecutionException, InterruptedException {
    try {
      admin.listOffsets(asked).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw e;
    }
  }

  Future<RecordMetadata> send(String topic, @Nullable String key, String value) {
    return producer.send(new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)));
  }

  /** A record of long ago. */
  void sendOld(String topic, int partition, String value) {
    send(
        new ProducerRecord<>(
            topic, partition, 1_000_000_000_000L, null, value.getBytes(StandardCharsets.UTF_8)));
  }

  void send(String topic, Map<String, String> headers, String value) {
    var record = new ProducerRecord<String, byte[]>(topic, value.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    send(record);
  }

  void send(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends {@code {"n":from}} to {@code {"n":to-1}}, each with a key of its own. */
  void sendNumbers(String topic, int from, int to) {
    for (int n = from; n < to; n++) {
      send(topic, "k" + n, "{\"n\":" + n + "}");
    }
    producer.flush();
  }

  static String spec(String topic, String more) {
    return """
        kafka: { topic: %s, format: json%s }
        event: { type: com.example.read, subject: "${body.n}" }
        """
        .formatted(topic, more);
  }

  /** Saves and publishes; the trigger's uid. */
  static UUID publish(String name, String spec) {
    var saved = Service.save(name, spec);
    assertThat(saved.status()).as("%s", saved.body()).isIn(200, 201);
    Service.publish(name).is(200);
    return UUID.fromString(saved.body().at("/metadata/uid").asText());
  }

  static Service.Reply suspend(String name) {
    return Service.call("PUT", Service.TRIGGERS + "/" + name + "/suspension", Service.author(), "");
  }

  static Service.Reply resume(String name, String query) {
    var path = Service.TRIGGERS + "/" + name + "/suspension" + query;
    return Service.call("DELETE", path, Service.author(), "");
  }

  KafkaTriggerState state(UUID trigger) {
    return states.of(trigger).orElseThrow();
  }

  KafkaTriggerState await(UUID trigger, Phase phase) {
    Awaitility.await().atMost(PATIENCE).until(() -> isReally(trigger, phase));
    return state(trigger);
  }

  private boolean isReally(UUID trigger, Phase phase) {
    // What the service does each second.
    sources.follow();
    return states.of(trigger).filter(one -> isReally(one, phase)).isPresent();
  }

  /** What a phase says of partitions is looked at once a second. */
  private static boolean isReally(KafkaTriggerState state, Phase phase) {
    var expected =
        switch (phase) {
          case RUNNING -> "LIVE";
          case PAUSED -> "PAUSED";
          case CATCHING_UP, STARTING, BACKING_OFF, FAILING -> "";
        };
    var partitions = state.partitions();
    return state.phase() == phase
        && (expected.isEmpty()
            || !partitions.isEmpty()
                && partitions.stream().allMatch(one -> one.phase().equals(expected)));
  }

  UUID running(String name, String spec) {
    var uid = publish(name, spec);
    await(uid, Phase.RUNNING);
    return uid;
  }

  /** The events of a trigger, as they lie on the topic. */
  List<ConsumerRecord<byte[], byte[]>> events(UUID trigger) {
    return probe.all(
        Topics.EVENTS,
        record -> TopicProbe.header(record, "ce_trigger").equals(trigger.toString()));
  }

  List<String> subjects(UUID trigger) {
    return events(trigger).stream().map(one -> TopicProbe.header(one, "ce_subject")).toList();
  }

  /** Waits until so many different events of a trigger are there. */
  List<ConsumerRecord<byte[], byte[]>> awaitEvents(UUID trigger, int number) {
    Awaitility.await().atMost(PATIENCE).until(() -> ids(events(trigger)).size() >= number);
    return events(trigger);
  }

  static java.util.Set<String> ids(List<ConsumerRecord<byte[], byte[]>> events) {
    return events.stream()
        .map(one -> TopicProbe.header(one, "ce_id"))
        .collect(java.util.stream.Collectors.toSet());
  }

  @Override
  public void close() {
    producer.close();
    probe.close();
    admin.close();
  }
}
