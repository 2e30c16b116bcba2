package dev.sequitur.reporting.query;

import dev.sequitur.contracts.Topic;
import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.kafka.ClientAccess;
import dev.sequitur.kit.kafka.KafkaConfig;
import dev.sequitur.reporting.ReportingFlows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Until when the projection knows everything. Asked once a second, of the log itself, so that it is
 * right whichever replica projects, and stands still while the broker does not answer.
 */
@ApplicationScoped
public class Freshness {

  private static final Logger LOG = Logger.getLogger(Freshness.class);
  private static final int PATIENCE_SECONDS = 5;
  private static final String SEEN =
      "SELECT topic, partition, seen_at FROM positions WHERE reader = ? AND seen_at IS NOT NULL";

  private final PathDatabase database;
  private final InstantSource clock;
  private final Admin admin;
  private volatile @Nullable Instant knownUntil;

  Freshness(PathDatabase database, InstantSource clock, KafkaConfig config) {
    this.database = database;
    this.clock = clock;
    this.admin =
        Admin.create(
            ClientAccess.with(
                config,
                Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)));
  }

  /** What was on the topics before this instant is in the tables; null until that is known. */
  public @Nullable Instant knownUntil() {
    return knownUntil;
  }

  @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() throws InterruptedException {
    try {
      // The order matters: what is appended after this instant may be missing from the answer.
      var asked = clock.instant();
      var positions = positions();
      var behind = behind(positions, ends(positions));
      var heard = positions.keySet().stream().map(TopicPartition::topic).distinct().count();
      if (heard == ReportingFlows.HEARD.size()) {
        advance(behind.isEmpty() ? asked : oldest(behind, asked));
      }
    } catch (ExecutionException | TimeoutException | DatabaseException e) {
      LOG.debugf("how far the projection is cannot be known now: %s", e.toString());
    }
  }

  private void advance(@Nullable Instant until) {
    var before = knownUntil;
    // What was known once stays known, also when a partition falls behind.
    if (until != null && (before == null || until.isAfter(before))) {
      knownUntil = until;
    }
  }

  void stop(@Observes ShutdownEvent ending) {
    admin.close(Duration.ofSeconds(1));
  }

  private Map<TopicPartition, Long> positions()
      throws InterruptedException, ExecutionException, TimeoutException {
    // Kafka's copy of the positions also passes records that could not be read.
    var heard = ReportingFlows.HEARD.stream().map(Topic::name).toList();
    var committed =
        admin
            .listConsumerGroupOffsets(ReportingFlows.GROUP)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    var positions = new HashMap<TopicPartition, Long>();
    committed.forEach(
        (partition, position) -> {
          if (position != null && heard.contains(partition.topic())) {
            positions.put(partition, position.offset());
          }
        });
    return positions;
  }

  private Map<TopicPartition, Long> ends(Map<TopicPartition, Long> positions)
      throws InterruptedException, ExecutionException, TimeoutException {
    var latest =
        positions.keySet().stream()
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    var ends = new HashMap<TopicPartition, Long>();
    admin
        .listOffsets(latest)
        .all()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static Map<TopicPartition, Long> behind(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    var behind = new HashMap<>(positions);
    behind.entrySet().removeIf(at -> at.getValue() >= ends.getOrDefault(at.getKey(), 0L));
    return behind;
  }

  /** The last record that was applied on the partition that is furthest behind. */
  private @Nullable Instant oldest(Map<TopicPartition, Long> behind, Instant latest) {
    var seen = seen();
    var oldest = latest;
    for (var partition : behind.keySet()) {
      var at = seen.get(partition);
      if (at == null) {
        return null;
      }
      oldest = at.isBefore(oldest) ? at : oldest;
    }
    return oldest;
  }

  private Map<TopicPartition, Instant> seen() {
    return database.<Map<TopicPartition, Instant>>transact(
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(SEEN)) {
            statement.setString(1, ReportingFlows.GROUP);
            return seen(statement);
          }
        });
  }

  private static Map<TopicPartition, Instant> seen(PreparedStatement statement)
      throws SQLException {
    var seen = new HashMap<TopicPartition, Instant>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        seen.put(
            new TopicPartition(rows.getString(1), rows.getInt(2)),
            rows.getObject(3, OffsetDateTime.class).toInstant());
      }
    }
    return seen;
  }
}
