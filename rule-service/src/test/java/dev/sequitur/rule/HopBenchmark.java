package dev.sequitur.rule;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.kafka.ClientSettings;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.matching.domain.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prints what the hop costs with 10,000 rules, beside a bare loop that consumes, parses and
 * produces the same events. Asserts nothing, and runs only when asked for by name.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class HopBenchmark {

  private static final int RULES = 10_000;
  private static final int EVENTS = 100_000;
  private static final int ROUNDS = 2;
  private static final int COMMAND_BYTES = 900;
  private static final Map<String, String> COMMAND_HEADERS =
      Map.of(
          Headers.SPEC_VERSION,
          "1.0",
          Headers.CONTENT_TYPE,
          "application/json",
          Headers.ID,
          "91c0b6a2-41ce-8d0a-9a3f-5b6f0f4a2e10",
          Headers.TYPE,
          "dev.sequitur.perform-actions.v1",
          Headers.SOURCE,
          "/rule-service",
          Headers.WORKSPACE,
          "default");
  private static final String DATA =
      """
      {"id":"o-%d","amount":%d,"currency":"EUR","customer":{"id":"c-17","tier":"gold"},
       "items":[{"sku":"a-1","quantity":2,"price":25.5},{"sku":"b-2","quantity":1,"price":99}]}
      """;

  @Test
  void measure() {
    publish();
    for (int round = 0; round < ROUNDS; round++) {
      var hopBefore = cpu(HopBenchmark::isHop);
      var begun = System.nanoTime();
      produce(round);
      Awaitility.await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(500))
          .until(allAccountedFor((round + 1L) * EVENTS)::call);
      var wall = System.nanoTime() - begun;
      var hop = (cpu(HopBenchmark::isHop) - hopBefore) / 1e3 / EVENTS;
      var bare = bare(round, Map.of(), 0) / 1e3 / EVENTS;
      var alike = bare(round, COMMAND_HEADERS, COMMAND_BYTES) / 1e3 / EVENTS;
      System.out.printf(
          "round %d: hop %.1f us of CPU an event (%,.0f a second on one core, %,.0f/s by the clock,"
              + " load and all), bare loop %.1f us, with commands' records %.1f us; ratios %.2f, %.2f%n",
          round, hop, 1e6 / hop, EVENTS * 1e9 / wall, bare, alike, hop / bare, hop / alike);
    }
  }

  private static java.util.concurrent.Callable<Boolean> allAccountedFor(long events) {
    return () -> {
      try (var topics = TopicProbe.ofTests()) {
        return topics
                .all(
                    Topics.RUNS,
                    record -> TopicProbe.header(record, Headers.TYPE).equals(EventsMatched.TYPE))
                .stream()
                .mapToLong(record -> Wire.read(record.value(), EventsMatched.class).evaluated())
                .sum()
            >= events;
      }
    };
  }

  private static void publish() {
    var effectiveFrom = InstantSource.system().instant().plusSeconds(60);
    var messages = new ArrayList<Message>();
    for (int i = 0; i < RULES; i++) {
      Map<String, @Nullable Object> spec =
          Map.of(
              "on",
              List.of("com.example.t" + i),
              "when",
              "data.amount > -" + (1 + i % 1000),
              "then",
              List.of(
                  Map.of(
                      "id",
                      "tell",
                      "uses",
                      "http.request@1",
                      "with",
                      Map.of(
                          "url",
                          "http://127.0.0.1:9999/orders",
                          "body",
                          Map.of("id", "${data.id}", "amount", "${data.amount}")))));
      messages.add(
          new DefinitionPublished(
                  "default",
                  "Rule",
                  TestRules.uid("b" + i),
                  "b" + i,
                  1,
                  1,
                  DefinitionPublished.State.ACTIVE,
                  effectiveFrom,
                  Map.of(),
                  spec)
              .message());
    }
    send(messages);
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> InstantSource.system().instant().isAfter(effectiveFrom.plusSeconds(1)));
  }

  private static void produce(int round) {
    var messages = new ArrayList<Message>(EVENTS);
    for (int i = 0; i < EVENTS; i++) {
      messages.add(
          TestEvents.accepted(
                  "com.example.t" + i * 7 % RULES, round + "e" + i, DATA.formatted(i, i % 1000))
              .message());
    }
    send(messages);
  }

  private static void send(List<Message> messages) {
    var settings = new HashMap<>(ClientSettings.producer(Infrastructure.bootstrapServers()));
    settings.put("client.id", "load");
    settings.put("max.block.ms", 60_000);
    settings.put("delivery.timeout.ms", 120_000);
    try (var producer = new KafkaProducer<String, byte[]>(settings)) {
      messages.forEach(message -> producer.send(record(message.topic(), message)));
    }
  }

  private static ProducerRecord<String, byte[]> record(String topic, Message message) {
    var record = new ProducerRecord<>(topic, message.key(), message.value());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** The bare loop over the events of one round; nanoseconds of CPU. */
  private static long bare(int round, Map<String, String> headers, int bytes) {
    var settings = new HashMap<>(ClientSettings.producer(Infrastructure.bootstrapServers()));
    settings.put("client.id", "bare");
    var reader = ClientSettings.reader(Infrastructure.bootstrapServers(), "bare");
    try (var consumer = new KafkaConsumer<byte[], byte[]>(reader);
        var producer = new KafkaProducer<String, byte[]>(settings)) {
      var partitions =
          consumer.partitionsFor(Topics.EVENTS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long before = cpu(thread -> thread.endsWith("| bare")) + own();
      int seen = 0;
      while (seen < (round + 1) * EVENTS) {
        for (var event : consumer.poll(Duration.ofMillis(250))) {
          seen++;
          producer.send(record(Topics.OUTCOMES.name(), transformed(event, headers, bytes)));
        }
        producer.flush();
      }
      return (cpu(thread -> thread.endsWith("| bare")) + own() - before) / (round + 1);
    }
  }

  private static Message transformed(
      ConsumerRecord<byte[], byte[]> event, Map<String, String> headers, int bytes) {
    try {
      var parsed = Wire.json().readValue(event.value(), Object.class);
      var key = new String(event.key(), StandardCharsets.UTF_8);
      var missing = Math.max(0, bytes - event.value().length);
      var written =
          Wire.json().writeValueAsBytes(missing == 0 ? parsed : List.of(parsed, filler(missing)));
      return new Message(Topics.OUTCOMES.name(), key, written, headers);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Text that does not compress to nothing. */
  private static String filler(int length) {
    var random = java.util.concurrent.ThreadLocalRandom.current();
    var text = new StringBuilder(length + 36);
    while (text.length() < length) {
      text.append(Long.toString(random.nextLong(), 36));
    }
    return text.substring(0, length);
  }

  private static boolean isHop(String thread) {
    return thread.equals("hop-match")
        || (thread.startsWith("kafka-producer-network-thread")
            && !thread.endsWith("| load")
            && !thread.endsWith("| bare"));
  }

  private static long own() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Nanoseconds of CPU that the threads of these names have had. */
  private static long cpu(Predicate<String> named) {
    var threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && named.test(info.getThreadName())) {
        sum += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
      }
    }
    return sum;
  }
}
