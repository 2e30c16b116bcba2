package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Message;
import dev.sequitur.kit.kafka.Received;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.reporting.Story;
import dev.sequitur.reporting.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a record costs here in CPU, reading its JSON included, in this process and in the database's
 * (Linux). Not part of the build: {@code -Dit.test=ProjectionBenchmark}.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ProjectionBenchmark {

  private static final int RUNS = 20_000;
  private static final int WARM_UP = 4_000;
  private static final Instant NOW = Instant.now();

  @Inject Projection projection;

  @AfterEach
  void forget() {
    Tables.forget();
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 150, 1_000})
  void costOfARecord(int batchSize) throws IOException {
    var batches = new Batches(NOW);
    apply(messages(0, WARM_UP), batches, batchSize);
    var messages = messages(WARM_UP, WARM_UP + RUNS);
    var cpuBefore = cpuNanos();
    var databaseBefore = databaseTicks();

    apply(messages, batches, batchSize);

    var here = (cpuNanos() - cpuBefore) / 1_000.0 / messages.size();
    // A tick is 10 ms.
    var database = (databaseTicks() - databaseBefore) * 10_000.0 / messages.size();
    System.out.printf(
        "batches of %d: %.1f us a record here, %.1f us in the database%n",
        batchSize, here, database);
    assertThat(Tables.query("SELECT count(*) FROM runs"))
        .containsExactly(Integer.toString(WARM_UP + RUNS));
  }

  private void apply(List<Message> messages, Batches batches, int batchSize) {
    for (int from = 0; from < messages.size(); from += batchSize) {
      var records = new ArrayList<Received<Fact>>(batchSize);
      for (var message : messages.subList(from, Math.min(messages.size(), from + batchSize))) {
        var fact = Fact.read(message.headers(), message.value());
        records.add(batches.at(message.topic(), Objects.requireNonNull(fact)));
      }
      projection.apply("benchmark", Batches.of(records));
    }
  }

  /** Three records a run, the outcome some way behind the command, as under load. */
  private static List<Message> messages(int from, int to) {
    var messages = new ArrayList<Message>(3 * (to - from));
    for (int i = from; i < to; i++) {
      messages.add(story(i).event().message());
      messages.add(story(i).command(1).message(null));
      if (i - 20 >= from) {
        messages.add(outcome(i - 20));
      }
    }
    for (int i = to - 20; i < to; i++) {
      messages.add(outcome(i));
    }
    return messages;
  }

  private static Message outcome(int number) {
    return story(number).last(0, 0, EffectState.SUCCEEDED).message(null);
  }

  private static Story story(int number) {
    var acceptedAt = NOW.plusMillis(number);
    return new Story("default", "rule-" + number % 10, number, acceptedAt);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** User and system time of all back ends of the data path. */
  private static long databaseTicks() throws IOException {
    long ticks = 0;
    for (var pid :
        Tables.query(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'reporting-service-path'")) {
      var fields = Files.readString(Path.of("/proc", pid, "stat")).split(" ");
      ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }
    return ticks;
  }
}
