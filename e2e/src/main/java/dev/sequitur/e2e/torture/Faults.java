package dev.sequitur.e2e.torture;

import dev.sequitur.contracts.Topics;
import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Ports;
import dev.sequitur.local.platform.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** All faults, drawn by a seed; every kind comes before any comes again. */
final class Faults {

  private final Rig rig;
  private final LocalPlatform platform;
  private final Temper temper;
  private final int sinkPort;
  private final Groups groups;
  private final Random random;
  private final List<Fault> bag = new ArrayList<>();
  private int keyedVersion = 1;

  /**
   * @param sinkPort where the targets of rules listen
   */
  Faults(Rig rig, Temper temper, int sinkPort, long seed) {
    this.rig = rig;
    this.platform = rig.platform();
    this.temper = temper;
    this.sinkPort = sinkPort;
    this.groups = new Groups(rig.platform());
    this.random = new Random(seed);
  }

  /** The next fault. */
  Fault draw() {
    if (bag.isEmpty()) {
      bag.addAll(all());
      java.util.Collections.shuffle(bag, random);
    }
    return bag.removeLast();
  }

  private List<Fault> all() {
    var faults = new ArrayList<Fault>();
    for (var service : Service.values()) {
      var part = service.part();
      faults.add(Fault.of("kill -9 a service", part, () -> killAndStart(List.of(part))));
    }
    faults.add(killTwo());
    faults.add(Fault.of("kill -9 the broker", "broker", () -> killAndStart(List.of(Ports.BROKER))));
    faults.add(
        Fault.of("kill -9 the database", "database", () -> killAndStart(List.of(Ports.DATABASE))));
    faults.add(Fault.of("pause the broker", "8 s", () -> pause(Ports.BROKER, 8_000)));
    faults.add(Fault.of("pause the database", "8 s", () -> pause(Ports.DATABASE, 8_000)));
    faults.add(
        Fault.of(
            "pause the executor past its leases",
            "12 s",
            () -> pause(Service.EXECUTOR.part(), 12_000)));
    faults.add(rolling());
    for (var mood :
        List.of(Temper.Mood.SICK, Temper.Mood.SILENT, Temper.Mood.CUTTING, Temper.Mood.BUSY)) {
      faults.add(Fault.of("targets fail", mood.name(), () -> mood(mood)));
    }
    faults.add(Fault.of("publication under load", "keyed", this::publish));
    faults.add(Fault.of("a rule is suspended and resumed", "least", this::suspend));
    faults.add(Fault.of("poison on topics and endpoints", "", this::poison));
    faults.add(replay());
    var reader = Groups.READERS.get(random.nextInt(Groups.READERS.size()));
    faults.add(
        Fault.of(
            "a topic is read from its beginning", reader.group(), () -> groups.beginAnew(reader)));
    var joined = Groups.READERS.get(random.nextInt(Groups.READERS.size()));
    faults.add(
        Fault.of("consumers join and leave", joined.group(), () -> groups.joinAndLeave(joined)));
    return faults;
  }

  private Fault killTwo() {
    var parts = new ArrayList<>(platform.parts());
    java.util.Collections.shuffle(parts, random);
    var two = List.copyOf(parts.subList(0, 2));
    return Fault.of("kill -9 two at once", String.join(" and ", two), () -> killAndStart(two));
  }

  private Fault rolling() {
    var services = Service.values();
    var part = services[random.nextInt(services.length)].part();
    return Fault.of(
        "restart in good order",
        part,
        () -> {
          if (!platform.restart(part)) {
            throw new IllegalStateException(part + " did not end by itself in time");
          }
        });
  }

  private void killAndStart(List<String> parts) throws InterruptedException {
    parts.forEach(platform::kill);
    Thread.sleep(random.nextInt(2_000));
    // Broker and database first: a service is ready only with them.
    for (var part : platform.parts()) {
      if (parts.contains(part)) {
        platform.start(part);
      }
    }
  }

  private void pause(String part, long millis) throws InterruptedException {
    platform.pause(part);
    try {
      Thread.sleep(millis);
    } finally {
      platform.resume(part);
    }
  }

  private void mood(Temper.Mood mood) throws InterruptedException {
    temper.mood(mood);
    Thread.sleep(4_000);
    temper.mood(Temper.Mood.USUAL);
  }

  private void publish() throws InterruptedException {
    var next = keyedVersion + 1;
    var yaml = Workload.rule(Kind.KEYED, next, sinkPort);
    insist(() -> rig.api().post("/manifests?publish=true", "application/yaml", yaml));
    keyedVersion = next;
  }

  private void suspend() throws InterruptedException {
    var path = "/rules/" + Kind.LEAST.text() + "/suspension";
    insist(() -> rig.api().put(path, "application/json", ""));
    Thread.sleep(3_000);
    insist(() -> rig.api().delete(path));
  }

  /** No fault: at the end nothing new may come. */
  void suspendTheClock() throws InterruptedException {
    insist(
        () -> rig.api().put("/triggers/" + Workload.CLOCK + "/suspension", "application/json", ""));
  }

  private static void insist(Supplier<Api.Answer> call) throws InterruptedException {
    Insistence.on(() -> call.get().expect(200));
  }

  private void poison() {
    try (var log = new LogAccess(platform.kafka())) {
      for (var topic :
          List.of(
              Topics.EVENTS, Topics.CORRELATIONS, Topics.COMMANDS, Topics.OUTCOMES, Topics.RUNS)) {
        Poison.records().forEach(value -> log.produce(topic.name(), "poison", value, Map.of()));
      }
      Poison.records()
          .forEach(value -> log.produce(OtherTargets.ORDERS, "poison", value, Map.of()));
    }
    for (var body : Poison.bodies()) {
      try {
        var status = rig.api().hook("torture", body, Map.of()).status();
        if (status < 400) {
          throw new IllegalStateException(
              "poison was answered with "
                  + status
                  + ": "
                  + body.substring(0, Math.min(60, body.length())));
        }
      } catch (java.io.UncheckedIOException e) {
        // The door may be closed while a part is down, or cut off an oversized body.
        continue;
      }
    }
  }

  /** Copies the newest records: the same ids come again. */
  private Fault replay() {
    var topics =
        List.of(
            Topics.EVENTS.name(),
            Topics.CORRELATIONS.name(),
            Topics.COMMANDS.name(),
            Topics.OUTCOMES.name(),
            OtherTargets.ORDERS);
    var topic = topics.get(random.nextInt(topics.size()));
    return Fault.of(
        "records are repeated on a topic",
        topic,
        () -> {
          try (var log = new LogAccess(platform.kafka())) {
            log.copyTail(topic, 500, Duration.ofSeconds(5));
          }
        });
  }
}
