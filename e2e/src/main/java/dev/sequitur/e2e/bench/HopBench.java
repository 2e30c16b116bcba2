package dev.sequitur.e2e.bench;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topics;
import dev.sequitur.e2e.load.Orders;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.local.platform.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The rule hop alone: events already on the topic, nothing else running, each event matched by one
 * rule; beside a bare consume-transform-produce loop over the same events on the same broker: with
 * the hop's own records but for their ids, with records of their size, and with the cheapest. All
 * have handled five times as many before, so that their compilers are nearly done.
 */
final class HopBench {

  private static final int COMMAND_BYTES = 900;

  /** The hop is measured up to so many before the end, so that it is at work all the while. */
  private static final int LAST = 10_000;

  /** Longer than it takes to say all the rules. */
  private static final Duration RULES_LEAD = Duration.ofSeconds(20);

  private static final long ASK_EVERY_MILLIS = 20;
  private static final String OUT = "bench.bare-loop.out";

  private final Rig rig;
  private final Report report;
  private final int events;
  private final int before;
  private final int rules;

  /**
   * For some events.
   *
   * @param rules how many more rules are in force, which match none of them
   */
  HopBench(Rig rig, Report report, int events, int rules) {
    this.rig = rig;
    this.report = report;
    this.events = events;
    this.before = 5 * events;
    this.rules = rules;
  }

  void run() throws Exception {
    report.line(
        "%nThe rule hop alone, %d events that one rule of %d matches, after %d",
        events, rules + 1, before);
    for (var service : Service.values()) {
      rig.platform().stop(service.part());
    }
    try (var admin = Admin.create(properties())) {
      var partitions = partitions(admin, Topics.EVENTS.name()).size();
      publishRules();
      produce();
      var hop = ruleService(admin);
      report.hop("rule-service", events, hop.seconds, hop.cpu);
      for (var way : List.of("same", "alike", "cheap")) {
        var topic = OUT + "." + way;
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        var bare = bareLoop(admin, topic, way);
        report.hop("bare loop, " + way, events, bare.seconds, bare.cpu);
        report.line(
            "  rule hop / bare loop, %s: %.2f in time, %.2f in CPU",
            way, hop.seconds / bare.seconds, hop.cpu / bare.cpu);
      }
    }
  }

  private record Measured(double seconds, double cpu) {}

  private Measured ruleService(Admin admin) throws Exception {
    var partitions = partitions(admin, Topics.COMMANDS.name());
    var commands = total(admin, partitions);
    var rule = Service.RULE.part();
    rig.platform().start(rule);
    var from = awaitTotal(admin, partitions, commands + before);
    var began = System.nanoTime();
    var cpuBefore = cpu(rule);
    var until = awaitTotal(admin, partitions, commands + before + events - LAST);
    var seconds = (System.nanoTime() - began) / 1e9;
    var cpu = cpu(rule) - cpuBefore;
    var all = awaitTotal(admin, partitions, commands + before + events);
    if (all - commands != before + events) {
      report.line("  !! %d commands for %d events", all - commands, before + events);
    }
    var share = (double) events / (until - from);
    return new Measured(seconds * share, cpu * share);
  }

  /** Asks seldom: the broker answers on the same cores. */
  private static long awaitTotal(Admin admin, List<TopicPartition> partitions, long expected)
      throws ExecutionException, InterruptedException {
    var total = total(admin, partitions);
    while (total < expected) {
      Thread.sleep(ASK_EVERY_MILLIS);
      total = total(admin, partitions);
    }
    return total;
  }

  private double cpu(String part) {
    var use = rig.platform().use().get(part);
    if (use == null) {
      throw new IllegalStateException(part + " does not run");
    }
    return Costs.Spent.seconds(use.cpu());
  }

  private Measured bareLoop(Admin admin, String out, String way)
      throws IOException, InterruptedException, ExecutionException {
    var all = total(admin, partitions(admin, Topics.EVENTS.name()));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BareLoop.class.getName(),
                rig.platform().kafka(),
                Topics.EVENTS.name(),
                out,
                Long.toString(all),
                Integer.toString(COMMAND_BYTES),
                Integer.toString(events),
                way,
                Topics.COMMANDS.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var figures = printed.strip().split(" ");
    return new Measured(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
  }

  /** The events must come after the instant from which on the rules are in force. */
  private void publishRules() throws InterruptedException {
    if (rules == 0) {
      return;
    }
    var effectiveFrom = Instant.now().plus(RULES_LEAD);
    try (var producer = producer()) {
      LiveRules.published(rules, effectiveFrom).forEach(message -> producer.send(record(message)));
      producer.flush();
    }
    Thread.sleep(Duration.between(Instant.now(), effectiveFrom).plusMillis(1));
  }

  private void produce() {
    try (var producer = producer()) {
      for (int i = 0; i < before + events; i++) {
        producer.send(record(event(i).message()));
      }
      producer.flush();
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            rig.platform().kafka(),
            "acks",
            "all",
            "compression.type",
            "lz4",
            "linger.ms",
            5,
            "batch.size",
            65_536);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static AcceptedEvent event(int number) {
    return new AcceptedEvent(
        Ids.event("default", Ids.NO_TRIGGER, "hop-" + number),
        "default",
        "com.example.order",
        "/bench",
        null,
        "c-" + number % 1_000,
        null,
        Ids.NO_TRIGGER,
        0,
        0,
        Orders.order("h", number).getBytes(StandardCharsets.UTF_8),
        null);
  }

  private static ProducerRecord<String, byte[]> record(Message message) {
    var record = new ProducerRecord<>(message.topic(), message.key(), message.value());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static List<TopicPartition> partitions(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .flatMap(description -> description.partitions().stream())
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static long total(Admin admin, List<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private Properties properties() {
    var properties = new Properties();
    properties.put("bootstrap.servers", rig.platform().kafka());
    return properties;
  }
}
