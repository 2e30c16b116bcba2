package dev.sequitur.trigger.schedule;

import dev.sequitur.trigger.schedule.domain.Following;
import dev.sequitur.trigger.schedule.domain.Overlap.Before;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest firing of each schedule whose runs must not overlap, and what is known of its runs. A
 * row is touched only by who holds the lock of its schedule's row.
 */
final class FollowTable {

  private static final String BEFORE =
      "SELECT schedule, event_id, fired_at, over_at FROM followed_firings WHERE schedule = ANY (?)";

  private static final String BEGIN =
      """
      INSERT INTO followed_firings (workspace, schedule, event_id, fired_at)
      SELECT f.*, now() FROM unnest(?::text[], ?::uuid[], ?::uuid[]) AS f
      ON CONFLICT (schedule) DO UPDATE SET event_id = EXCLUDED.event_id, fired_at = EXCLUDED.fired_at,
        run_count = NULL, started = '{}', ended = '{}', over_at = NULL, cancelled_for = NULL
      """;

  // In the order of their ids, so that nobody waits for each other in a ring.
  private static final String LOCK =
      "SELECT uid FROM schedules WHERE uid = ANY (?) ORDER BY uid FOR UPDATE";

  private static final String OPEN =
      """
      SELECT f.schedule, f.event_id, f.run_count, f.started, f.ended, f.workspace, s.name, f.cancelled_for, now()
      FROM followed_firings f JOIN schedules s ON s.uid = f.schedule
      WHERE f.schedule = ANY (?) AND f.over_at IS NULL
      """;

  // What waits may be displaced by later instants; it is the first of them that cancels.
  private static final String CANCEL =
      """
      UPDATE followed_firings f SET cancelled_for = s.next_nominal_at
      FROM schedules s
      WHERE f.schedule = ANY (?) AND s.uid = f.schedule AND f.over_at IS NULL AND f.cancelled_for IS NULL
      RETURNING f.schedule, f.event_id, f.run_count, f.started, f.ended, f.workspace, s.name, f.cancelled_for, now()
      """;

  private static final String STORE =
      """
      UPDATE followed_firings SET run_count = ?, started = ?, ended = ?, over_at = CASE WHEN ? THEN now() END
      WHERE schedule = ? AND event_id = ?
      """;

  private static final String WAKE =
      "UPDATE schedules SET next_due_at = now() WHERE uid = ANY (?) AND waits AND next_due_at > now()";

  private final Connection connection;

  FollowTable(Connection connection) {
    this.connection = connection;
  }

  /** A schedule's latest firing. */
  record Latest(UUID event, Before before) {}

  /** Of schedules whose rows are locked. */
  Map<UUID, Latest> latest(Collection<UUID> schedules) throws SQLException {
    var latest = new HashMap<UUID, Latest>();
    try (var select = connection.prepareStatement(BEFORE)) {
      select.setArray(1, uuids(schedules));
      try (var found = select.executeQuery()) {
        while (found.next()) {
          var over = found.getObject(4, OffsetDateTime.class);
          latest.put(
              found.getObject(1, UUID.class),
              new Latest(
                  found.getObject(2, UUID.class),
                  new Before(
                      found.getObject(3, OffsetDateTime.class).toInstant(),
                      over == null ? null : over.toInstant())));
        }
      }
    }
    return latest;
  }

  /**
   * A firing that is not over.
   *
   * @param cancelling for whom its runs are cancelled; null while nobody asks for it
   */
  record Open(Following known, @Nullable Cancelling cancelling) {}

  /** These have fired: from now on it is their runs that are waited for. */
  void begin(List<Fire> fires) throws SQLException {
    try (var insert = connection.prepareStatement(BEGIN)) {
      insert.setArray(
          1, connection.createArrayOf("text", fires.stream().map(Fire::workspace).toArray()));
      insert.setArray(2, uuids(fires.stream().map(Fire::schedule).toList()));
      insert.setArray(3, uuids(fires.stream().map(Fire::eventId).toList()));
      insert.executeUpdate();
    }
  }

  /** Locks schedules; what is read of them from then on holds until the transaction ends. */
  void lock(Collection<UUID> schedules) throws SQLException {
    try (var select = connection.prepareStatement(LOCK)) {
      select.setArray(1, uuids(schedules));
      select.executeQuery().close();
    }
  }

  /** What is known of the firings that are not over. */
  Map<UUID, Open> open(Collection<UUID> schedules) throws SQLException {
    return open(OPEN, schedules);
  }

  /**
   * The instants that wait at these schedules cancel what goes on, from now on also runs that are
   * named later. Returns the firings that nobody has cancelled before.
   */
  Map<UUID, Open> cancel(Collection<UUID> schedules) throws SQLException {
    return open(CANCEL, schedules);
  }

  private Map<UUID, Open> open(String statement, Collection<UUID> schedules) throws SQLException {
    var open = new HashMap<UUID, Open>();
    try (var select = connection.prepareStatement(statement)) {
      select.setArray(1, uuids(schedules));
      try (var found = select.executeQuery()) {
        while (found.next()) {
          open.put(found.getObject(1, UUID.class), new Open(following(found), cancelling(found)));
        }
      }
    }
    return open;
  }

  private static @Nullable Cancelling cancelling(ResultSet found) throws SQLException {
    var instant = found.getObject(8, OffsetDateTime.class);
    return instant == null
        ? null
        : new Cancelling(
            found.getString(6),
            found.getString(7),
            instant.toInstant(),
            found.getObject(9, OffsetDateTime.class).toInstant());
  }

  private static Following following(ResultSet found) throws SQLException {
    return new Following(
        found.getObject(2, UUID.class),
        found.getObject(3, Integer.class),
        set(found.getArray(4)),
        set(found.getArray(5)));
  }

  void store(Map<UUID, Following> changed) throws SQLException {
    try (var update = connection.prepareStatement(STORE)) {
      for (var entry : changed.entrySet()) {
        var known = entry.getValue();
        update.setObject(1, known.count(), java.sql.Types.INTEGER);
        update.setArray(2, uuids(known.started()));
        update.setArray(3, uuids(known.ended()));
        update.setBoolean(4, known.isOver());
        update.setObject(5, entry.getKey());
        update.setObject(6, known.event());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** What waits at these schedules has its turn; true if anything does. */
  boolean wake(Collection<UUID> schedules) throws SQLException {
    try (var update = connection.prepareStatement(WAKE)) {
      update.setArray(1, uuids(schedules));
      return update.executeUpdate() > 0;
    }
  }

  private Array uuids(Collection<? extends @Nullable UUID> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }

  private static Set<UUID> set(Array array) throws SQLException {
    return Set.copyOf(Arrays.asList((UUID[]) array.getArray()));
  }
}
