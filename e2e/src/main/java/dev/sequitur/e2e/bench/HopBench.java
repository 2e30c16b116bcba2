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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The rule hop alone: events already on the topic, nothing else running, each event matched by one
 * rule; beside a bare consume-transform-produce loop over the same events on the same broker. Both
 * have handled twice as many before, so that their compilers are done.
 */
final class HopBench {

  private static final int COMMAND_BYTES = 900;
  private static final String OUT = "bench.bare-loop.out";

  private final Rig rig;
  private final Report report;
  private final int events;
  private final int before;

  HopBench(Rig rig, Report report, int events) {
    this.rig = rig;
    this.report = report;
    this.events = events;
    this.before = 2 * events;
  }

  void run() throws Exception {
    report.line("%nThe rule hop alone, %d events that one rule matches, after %d", events, before);
    for (var service : Service.values()) {
      rig.platform().stop(service.part());
    }
    try (var admin = Admin.create(properties())) {
      var partitions = ends(admin, Topics.EVENTS.name()).size();
      produce();
      admin.createTopics(List.of(new NewTopic(OUT, partitions, (short) 1))).all().get();
      var hop = ruleService(admin);
      var bare = bareLoop(admin);
      report.hop("rule-service", events, hop.seconds, hop.cpu);
      report.hop("bare loop", events, bare.seconds, bare.cpu);
      report.line(
          "  rule hop / bare loop: %.2f in time, %.2f in CPU",
          hop.seconds / bare.seconds, hop.cpu / bare.cpu);
    }
  }

  private record Measured(double seconds, double cpu) {}

  private Measured ruleService(Admin admin) throws Exception {
    var commands = total(admin, Topics.COMMANDS.name());
    var rule = Service.RULE.part();
    rig.platform().start(rule);
    while (total(admin, Topics.COMMANDS.name()) < commands + before) {
      Thread.sleep(1);
    }
    var from = total(admin, Topics.COMMANDS.name());
    var began = System.nanoTime();
    var cpuBefore = cpu(rule);
    while (total(admin, Topics.COMMANDS.name()) < commands + before + events) {
      Thread.sleep(5);
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    var cpu = cpu(rule) - cpuBefore;
    var until = total(admin, Topics.COMMANDS.name());
    if (until - commands != before + events) {
      report.line("  !! %d commands for %d events", until - commands, before + events);
    }
    var share = (double) events / (until - from);
    return new Measured(seconds * share, cpu * share);
  }

  private double cpu(String part) {
    var use = rig.platform().use().get(part);
    if (use == null) {
      throw new IllegalStateException(part + " does not run");
    }
    return Costs.Spent.seconds(use.cpu());
  }

  private Measured bareLoop(Admin admin)
      throws IOException, InterruptedException, ExecutionException {
    var all = total(admin, Topics.EVENTS.name());
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
                OUT,
                Long.toString(all),
                Integer.toString(COMMAND_BYTES),
                Integer.toString(events))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var figures = printed.strip().split(" ");
    return new Measured(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
  }

  private void produce() {
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
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < before + events; i++) {
        producer.send(record(event(i).message()));
      }
      producer.flush();
    }
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

  private static long total(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    return ends(admin, topic).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<TopicPartition, Long> ends(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    var partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .flatMap(description -> description.partitions().stream())
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    var request = new java.util.HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(partition -> request.put(partition, OffsetSpec.latest()));
    var ends = new java.util.HashMap<TopicPartition, Long>();
    admin
        .listOffsets(request)
        .all()
        .get()
        .forEach((partition, found) -> ends.put(partition, found.offset()));
    return ends;
  }

  private Properties properties() {
    var properties = new Properties();
    properties.put("bootstrap.servers", rig.platform().kafka());
    return properties;
  }
}
