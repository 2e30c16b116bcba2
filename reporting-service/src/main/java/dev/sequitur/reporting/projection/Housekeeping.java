package dev.sequitur.reporting.projection;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.reporting.ReportingConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Purges what is older than its retention, in small transactions; any replica may do it. */
@ApplicationScoped
public class Housekeeping {

  // Rows that the projection holds are skipped: they are taken the next time.
  private static final String PURGE_RUNS =
      """
      WITH gone AS (
        DELETE FROM runs WHERE run_id = ANY (ARRAY(
          SELECT run_id FROM runs
          WHERE accepted_at < ? AND coalesce(decided_at, accepted_at) < ?
          LIMIT ? FOR UPDATE SKIP LOCKED))
        RETURNING 1)
      SELECT count(*) FROM gone
      """;
  private static final String PURGE_EVENTS =
      """
      WITH gone AS (
        DELETE FROM events WHERE event_id = ANY (ARRAY(
          SELECT event_id FROM events WHERE accepted_at < ? LIMIT ? FOR UPDATE SKIP LOCKED))
        RETURNING 1)
      SELECT count(*) FROM gone
      """;
  private static final String PURGE_EMISSIONS =
      """
      WITH gone AS (
        DELETE FROM emissions WHERE event_id = ANY (ARRAY(
          SELECT event_id FROM emissions WHERE settled_at < ? LIMIT ? FOR UPDATE SKIP LOCKED))
        RETURNING 1)
      SELECT count(*) FROM gone
      """;
  private static final String PURGE_SHADOW_EVENTS =
      """
      WITH gone AS (
        DELETE FROM shadow_events WHERE (rule_uid, trial, acting, event_id) IN (
          SELECT rule_uid, trial, acting, event_id FROM shadow_events WHERE accepted_at < ?
          LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING 1)
      SELECT count(*) FROM gone
      """;
  private static final String PURGE_SHADOW_HOURS =
      """
      WITH gone AS (
        DELETE FROM shadow_hours WHERE (workspace, rule_uid, trial, acting, hour) IN (
          SELECT workspace, rule_uid, trial, acting, hour FROM shadow_hours WHERE hour < ?
          LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING 1)
      SELECT count(*) FROM gone
      """;
  private static final String PURGE_THING_HOURS =
      """
      WITH gone AS (
        DELETE FROM thing_hours WHERE (workspace, kind, hour, thing, part, version) IN (
          SELECT workspace, kind, hour, thing, part, version FROM thing_hours WHERE hour < ?
          LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING 1)
      SELECT count(*) FROM gone
      """;
  private static final String PURGE_EVENT_HOURS =
      """
      WITH gone AS (
        DELETE FROM event_hours WHERE (workspace, hour, type, trigger_uid) IN (
          SELECT workspace, hour, type, trigger_uid FROM event_hours WHERE hour < ?
          LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING 1)
      SELECT count(*) FROM gone
      """;
  private static final String OVERDUE =
      """
      SELECT count(*) FROM runs
      WHERE lingers AND state = 'RUNNING' AND accepted_at < ?
        AND coalesce(decided_at, accepted_at) < ?
      """;

  // A row that the projection holds is changing: it is looked at again the next time.
  private static final String SEARCH_LINGERING =
      """
      WITH marked AS (
        UPDATE runs SET lingers = true WHERE run_id = ANY (ARRAY(
          SELECT run_id FROM runs
          WHERE state = 'RUNNING' AND NOT lingers AND accepted_at < now() - interval '1 minute'
          LIMIT ? FOR UPDATE SKIP LOCKED))
        RETURNING 1)
      SELECT count(*) FROM marked
      """;
  private static final String MARK_LINGERING =
      """
      UPDATE runs SET lingers = true
      WHERE run_id = ANY (?) AND state = 'RUNNING' AND NOT lingers
      """;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PathDatabase database;
  private final ProjectionMetrics metrics;
  private final OpenRuns open;
  private final ReportingConfig config;
  private final InstantSource clock;

  Housekeeping(
      PathDatabase database,
      ProjectionMetrics metrics,
      OpenRuns open,
      ReportingConfig config,
      InstantSource clock) {
    this.open = open;
    this.database = database;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
  }

  /** Deletes all that is past its retention. */
  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  public void purge() {
    var runs = ago(config.retention());
    repeat(PURGE_RUNS, runs, runs);
    repeat(PURGE_EVENTS, runs);
    repeat(PURGE_EMISSIONS, runs);
    repeat(PURGE_SHADOW_EVENTS, runs);
    repeat(PURGE_SHADOW_HOURS, ago(config.statisticsRetention()));
    repeat(PURGE_THING_HOURS, ago(config.statisticsRetention()));
    repeat(PURGE_EVENT_HOURS, ago(config.statisticsRetention()));
  }

  /** Counts the runs that should have ended by now. */
  @Scheduled(every = "30s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
  public void countOverdue() {
    var before = ago(config.overdueAfter());
    metrics.overdue(count(OVERDUE, before, before));
  }

  /** Marks runs that go on for long, so that they are found without looking through all others. */
  @Scheduled(every = "60s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  public void markLingering() {
    var lingering = open.takeOpenSince(clock.instant().minus(MINUTE));
    for (int from = 0; from < lingering.size(); from += config.purgeBatch()) {
      var to = Math.min(lingering.size(), from + config.purgeBatch());
      mark(lingering.subList(from, to));
    }
    if (open.takeNeedOfSearch()) {
      repeat(SEARCH_LINGERING);
    }
  }

  private void mark(List<UUID> runs) {
    database.run(
        transaction -> {
          try (var update = transaction.connection().prepareStatement(MARK_LINGERING)) {
            var ids = runs.stream().sorted().toArray();
            update.setArray(1, transaction.connection().createArrayOf("uuid", ids));
            update.executeUpdate();
          }
        });
  }

  private void repeat(String statement, OffsetDateTime... before) {
    var arguments = new Object[before.length + 1];
    System.arraycopy(before, 0, arguments, 0, before.length);
    arguments[before.length] = config.purgeBatch();
    while (count(statement, arguments) == config.purgeBatch()) {
      Thread.yield(); // between two transactions the projection has its turn
    }
  }

  private long count(String sql, Object... arguments) {
    return database.<Long>transact(
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
              statement.setObject(i + 1, arguments[i]);
            }
            try (var rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  private OffsetDateTime ago(Duration age) {
    return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
  }
}
