package dev.sequitur.trigger.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * I10: each nominal instant fires once or is MISFIRED, whoever ticks. Several schedulers work on
 * the real database, beside the service's own, which does not rest either.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class FiringComponentTest {

  private static final Logger LOG = Logger.getLogger(FiringComponentTest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EVERY_SECOND =
      "{\"schedule\":{\"every\":\"PT1S\",\"misfire\":\"%s\"},\"event\":{\"type\":\"tick\"}}";

  private static final long PAUSE_NANOS = 5_000_000;

  private final PathDatabase database;

  FiringComponentTest(PathDatabase database) {
    this.database = database;
  }

  @Test
  void threeSchedulersFireEachInstantOnceWhileOneIsPausedAndResumed() throws Exception {
    var start = now().plusSeconds(1);
    var uids = schedules(40, EVERY_SECOND.formatted("FIRE_ONCE"), start);
    var paused = new Pausing();
    var done = new AtomicBoolean();
    var running = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var compiled : List.of(new Compiled(), new Compiled(), paused)) {
        var firing = firing(compiled, Duration.ofMinutes(1));
        running.add(
            threads.submit(
                () -> {
                  while (!done.get()) {
                    firing.fire();
                    LockSupport.parkNanos(PAUSE_NANOS);
                  }
                }));
      }
      try {
        await().atMost(PATIENCE).until(() -> fires(uids).size() > 80);
        // It holds what it has claimed, and the others go on with the rest.
        paused.pause();
        assertThat(paused.holds.await(30, TimeUnit.SECONDS)).isTrue();
        var before = fires(uids).size();
        await().atMost(PATIENCE).until(() -> fires(uids).size() > before + 60);
        paused.resume.countDown();
        await().atMost(PATIENCE).until(() -> isUpToDate(uids, start.plusSeconds(8)));
      } finally {
        paused.resume.countDown();
        done.set(true);
      }
      for (var one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
    end(uids);
    assertEachInstantFiredOnce(uids);
  }

  /** Runs end when they like, and are heard of by the service's own hop. */
  @Test
  void threeSchedulersLetNoRunsOfOneScheduleOverlap() throws Exception {
    var start = now().plusSeconds(1);
    var spec =
        "{\"schedule\":{\"every\":\"PT1S\",\"overlap\":\"BUFFER_ONE\"},\"event\":{\"type\":\"tick\"}}";
    var uids = schedules(8, spec, start);
    var ended = new HashMap<UUID, Instant>();
    var done = new AtomicBoolean();
    var running = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var probe = TopicProbe.ofTests()) {
      for (int i = 0; i < 3; i++) {
        var firing = firing(new Compiled(), Duration.ofMinutes(1));
        running.add(
            threads.submit(
                () -> {
                  while (!done.get()) {
                    firing.fire();
                    LockSupport.parkNanos(PAUSE_NANOS);
                  }
                }));
      }
      try {
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  endRuns(uids, ended, probe);
                  return ended.size() >= 24;
                });
      } finally {
        done.set(true);
      }
      for (var one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
    end(uids);
    assertNoneOverlaps(uids, ended);
    assertEachInstantFiredOnce(uids);
  }

  /** Says the end of runs that have gone on for up to a second and a half, each its own time. */
  private void endRuns(List<UUID> uids, Map<UUID, Instant> ended, TopicProbe probe) {
    for (var fire : fires(uids).entrySet()) {
      var event = fire.getKey().event().orElse(null);
      if (event == null || ended.containsKey(event)) {
        continue;
      }
      var takes = Duration.ofMillis(Math.floorMod(event.hashCode(), 1_500));
      if (fire.getValue().plus(takes).isBefore(Instant.now())) {
        var reference =
            new EventReference(
                event, "tick", 0, 0, Instant.now(), null, null, fire.getKey().schedule(), 0, true);
        var run = UUID.randomUUID();
        ended.put(event, Instant.now());
        probe.produce(FollowedRunsStarted.of(reference, "default", List.of(run)).message());
        probe.produce(
            new FollowedRunEnded(run, "default", reference, RunState.FAILED, 0, Instant.now())
                .message("/executor-service"));
      }
    }
  }

  private void assertNoneOverlaps(List<UUID> uids, Map<UUID, Instant> ended) {
    var fired = new HashMap<UUID, TreeMap<Instant, UUID>>();
    for (var fire : fires(uids).entrySet()) {
      assertThat(fire.getKey().state()).isIn("FIRED", "SKIPPED");
      fire.getKey()
          .event()
          .ifPresent(
              event ->
                  fired
                      .computeIfAbsent(fire.getKey().schedule(), _ -> new TreeMap<>())
                      .put(fire.getValue(), event));
    }
    assertThat(fired).hasSize(uids.size());
    for (var ofOne : fired.values()) {
      @Nullable UUID before = null;
      for (var fire : ofOne.entrySet()) {
        if (before != null) {
          assertThat(ended).containsKey(before);
          assertThat(fire.getKey()).isAfterOrEqualTo(ended.get(before));
        }
        before = fire.getValue();
      }
    }
  }

  @Test
  void twoSchedulersThatComeLateMissInstantsTogetherOnceEach() throws Exception {
    var start = now().minusSeconds(600);
    var uids = schedules(20, EVERY_SECOND.formatted("SKIP"), start);
    var running = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2; i++) {
        var firing = firing(new Compiled(), Duration.ofSeconds(60));
        running.add(
            threads.submit(
                () -> {
                  while (firing.fire()) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                  }
                }));
      }
      for (var one : running) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
    await().atMost(PATIENCE).until(() -> isUpToDate(uids, now().minusSeconds(2)));
    end(uids);
    for (var fires : fires(uids).entrySet()) {
      assertThat(fires.getKey().state().equals("MISFIRED"))
          .as("%s", fires.getKey())
          .isEqualTo(fires.getKey().nominal().isBefore(fires.getValue().minusSeconds(60)));
    }
    assertEachInstantFiredOnce(uids);
  }

  @Test
  void scheduleThatCannotBeUsedRestsAndHoldsNothingUp() throws Exception {
    var at = now().minusSeconds(1);
    var bad = schedules(1, "{\"schedule\":{\"cron\":\"nonsense\"},\"event\":{}}", at);
    var good =
        schedules(1, "{\"schedule\":{\"at\":\"" + at + "\"},\"event\":{\"type\":\"a\"}}", at);
    await().atMost(PATIENCE).until(() -> due(good) == 0 && due(bad) == 0);
    assertThat(fires(good)).hasSize(1);
    assertThat(fires(bad)).isEmpty();
    assertThat(
            number(
                "SELECT count(*) FROM schedules WHERE uid = ANY (?) AND state = 'UNUSABLE'", bad))
        .isOne();
  }

  /** Figures for people; only the count is asserted, and that none is there twice. */
  @Test
  void tenThousandDueInOneSecondFireAll() throws Exception {
    var at = now().plusSeconds(3);
    var spec =
        "{\"schedule\":{\"at\":\"" + at + "\"},\"event\":{\"type\":\"storm\",\"key\":\"k\"}}";
    var uids = schedules(10_000, spec, at);
    await().atMost(PATIENCE).until(() -> fires(uids).size() == 10_000);
    var decided = fires(uids).values().stream().max(Instant::compareTo).orElseThrow();
    LOG.infof("10,000 due at %s: the last one claimed after %s", at, Duration.between(at, decided));
    assertThat(fires(uids).keySet()).allMatch(fire -> fire.state().equals("FIRED"));
    assertEventsOnTopic(uids);
    assertThat(due(uids)).isZero();
  }

  private void assertEachInstantFiredOnce(List<UUID> uids) {
    assertEventsOnTopic(uids);
    var bySchedule = fires(uids).keySet().stream().collect(Collectors.groupingBy(Fired::schedule));
    assertThat(bySchedule).hasSize(uids.size());
    for (var fires : bySchedule.values()) {
      var instants = fires.stream().map(Fired::nominal).sorted().toList();
      for (int i = 1; i < instants.size(); i++) {
        assertThat(instants.get(i)).isEqualTo(instants.get(i - 1).plusSeconds(1));
      }
    }
  }

  /** Exactly the events of the instants that fired are on the topic, each once. */
  private void assertEventsOnTopic(List<UUID> uids) {
    var expected =
        fires(uids).keySet().stream()
            .filter(fire -> fire.state().equals("FIRED"))
            .map(fire -> fire.event().orElseThrow().toString())
            .collect(Collectors.toSet());
    var triggers = uids.stream().map(UUID::toString).collect(Collectors.toSet());
    try (var probe = TopicProbe.ofTests()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                var ids =
                    probe
                        .all(
                            Topics.EVENTS,
                            record -> triggers.contains(TopicProbe.header(record, "ce_trigger")))
                        .stream()
                        .map(record -> TopicProbe.header(record, "ce_id"))
                        .toList();
                assertThat(ids).hasSameSizeAs(expected);
                assertThat(new HashSet<>(ids)).isEqualTo(expected);
              });
    }
  }

  private Firing firing(Compiled compiled, Duration grace) {
    return new Firing(
        database,
        compiled,
        new FiringLimits(grace, 7, 50),
        new FiringMetrics(new SimpleMeterRegistry()));
  }

  private record Fired(UUID schedule, Instant nominal, String state, Optional<UUID> event) {}

  /** What became of instants, and when that was decided. */
  private Map<Fired, Instant> fires(List<UUID> uids) {
    return database.transact(
        transaction -> {
          try (var select =
              transaction
                  .connection()
                  .prepareStatement(
                      "SELECT schedule, nominal_at, state, event_id, decided_at FROM fires"
                          + " WHERE schedule = ANY (?)")) {
            select.setArray(1, array(transaction.connection(), uids));
            var found = new HashMap<Fired, Instant>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                found.put(
                    new Fired(
                        rows.getObject(1, UUID.class),
                        rows.getObject(2, OffsetDateTime.class).toInstant(),
                        rows.getString(3),
                        Optional.ofNullable(rows.getObject(4, UUID.class))),
                    rows.getObject(5, OffsetDateTime.class).toInstant());
              }
            }
            return found;
          }
        });
  }

  private boolean isUpToDate(List<UUID> uids, Instant until) {
    return number(
            "SELECT count(*) FROM schedules WHERE uid = ANY (?) AND next_nominal_at <= '"
                + until
                + "'",
            uids)
        == 0;
  }

  private long due(List<UUID> uids) {
    return number(
        "SELECT count(*) FROM schedules WHERE uid = ANY (?) AND next_due_at IS NOT NULL", uids);
  }

  private long number(String query, List<UUID> uids) {
    return database.transact(
        transaction -> {
          try (var select = transaction.connection().prepareStatement(query)) {
            select.setArray(1, array(transaction.connection(), uids));
            try (var found = select.executeQuery()) {
              found.next();
              return found.getLong(1);
            }
          }
        });
  }

  private void end(List<UUID> uids) {
    database.run(
        transaction -> {
          try (var update =
              transaction
                  .connection()
                  .prepareStatement(
                      "UPDATE schedules SET next_due_at = NULL, next_nominal_at = NULL WHERE uid = ANY (?)")) {
            update.setArray(1, array(transaction.connection(), uids));
            update.executeUpdate();
          }
        });
  }

  private Instant now() {
    return database.transact(
        transaction -> {
          try (var select =
                  transaction.connection().prepareStatement("SELECT date_trunc('second', now())");
              var found = select.executeQuery()) {
            found.next();
            return found.getObject(1, OffsetDateTime.class).toInstant();
          }
        });
  }

  /** Schedules in force, as a publication leaves them. */
  private List<UUID> schedules(int count, String spec, Instant next) {
    var uids = new ArrayList<UUID>();
    for (int i = 0; i < count; i++) {
      uids.add(UUID.randomUUID());
    }
    database.run(
        transaction -> {
          for (var statement : List.of(DEFINITIONS, SCHEDULES)) {
            try (var insert = transaction.connection().prepareStatement(statement)) {
              if (statement.equals(SCHEDULES)) {
                insert.setString(1, spec);
                insert.setString(2, next.toString());
                insert.setString(3, next.toString());
                insert.setArray(4, array(transaction.connection(), uids));
              } else {
                insert.setArray(1, array(transaction.connection(), uids));
              }
              insert.executeUpdate();
            }
          }
        });
    return uids;
  }

  private static final String DEFINITIONS =
      """
      INSERT INTO definitions (workspace, kind, name, uid, revision, version, change, draft, updated_at, updated_by)
      SELECT 'default', 'Trigger', 't-' || u, u, 1, 1, 1, '{}', now(), 'test' FROM unnest(?::uuid[]) AS u
      """;

  private static final String SCHEDULES =
      """
      INSERT INTO schedules (workspace, uid, name, version, change, state, spec, next_nominal_at, next_due_at)
      SELECT 'default', u, 't-' || u, 1, 1, 'ACTIVE', ?::json, ?::timestamptz, ?::timestamptz FROM unnest(?::uuid[]) AS u
      """;

  private static java.sql.Array array(Connection connection, List<UUID> uids) throws SQLException {
    return connection.createArrayOf("uuid", uids.toArray());
  }

  /** Stops within the transaction, its claimed rows locked, until it is resumed. */
  private static final class Pausing extends Compiled {

    private final AtomicBoolean pausing = new AtomicBoolean();
    private final CountDownLatch holds = new CountDownLatch(1);
    private final CountDownLatch resume = new CountDownLatch(1);

    void pause() {
      pausing.set(true);
    }

    @Override
    Optional<Schedule> of(Claimed.Row row) {
      if (pausing.get()) {
        holds.countDown();
        try {
          resume.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.of(row);
    }
  }
}
