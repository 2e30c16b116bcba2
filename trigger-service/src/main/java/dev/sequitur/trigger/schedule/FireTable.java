package dev.sequitur.trigger.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of what became of nominal instants. */
final class FireTable {

  private static final String INSERT =
      """
      INSERT INTO fires (workspace, schedule, nominal_at, state, reason, version, event_id, decided_at)
      SELECT f.*, now() FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::int[], ?::uuid[]) AS f
      ON CONFLICT (schedule, nominal_at) DO NOTHING RETURNING schedule, nominal_at
      """;

  private static final String PAGE =
      """
      SELECT nominal_at, state, reason, version, event_id, decided_at FROM fires
      WHERE schedule = ? AND nominal_at < ?::timestamptz AND state = ANY (?) ORDER BY nominal_at DESC LIMIT ?
      """;

  private final Connection connection;

  FireTable(Connection connection) {
    this.connection = connection;
  }

  private record Key(UUID schedule, Instant nominal) {}

  /** Stores what was not decided before; gives just that. */
  List<Fire> insert(List<Fire> fires) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      bind(insert, 1, "text", fires, Fire::workspace);
      bind(insert, 2, "uuid", fires, Fire::schedule);
      bind(insert, 3, "timestamptz", fires, Fire::nominal);
      bind(insert, 4, "text", fires, fire -> fire.state().name());
      bind(insert, 5, "text", fires, Fire::reason);
      bind(insert, 6, "int4", fires, Fire::version);
      bind(insert, 7, "uuid", fires, Fire::eventId);
      var stored = stored(insert);
      return fires.stream()
          .filter(fire -> stored.contains(new Key(fire.schedule(), fire.nominal())))
          .toList();
    }
  }

  private static Set<Key> stored(java.sql.PreparedStatement insert) throws SQLException {
    var stored = new HashSet<Key>();
    try (var found = insert.executeQuery()) {
      while (found.next()) {
        stored.add(
            new Key(
                found.getObject(1, UUID.class),
                found.getObject(2, OffsetDateTime.class).toInstant()));
      }
    }
    return stored;
  }

  private void bind(
      java.sql.PreparedStatement insert,
      int place,
      String type,
      List<Fire> fires,
      Function<Fire, @Nullable Object> column)
      throws SQLException {
    insert.setArray(place, connection.createArrayOf(type, fires.stream().map(column).toArray()));
  }

  /** Those of a schedule that are earlier than an instant, the latest first. */
  List<FireView> page(UUID schedule, Instant before, List<FireView.State> states, int limit)
      throws SQLException {
    try (var select = connection.prepareStatement(PAGE)) {
      select.setObject(1, schedule);
      select.setString(2, before.toString());
      select.setArray(
          3, connection.createArrayOf("text", states.stream().map(Enum::name).toArray()));
      select.setInt(4, limit);
      var page = new ArrayList<FireView>();
      try (var found = select.executeQuery()) {
        while (found.next()) {
          page.add(
              new FireView(
                  found.getObject(1, OffsetDateTime.class).toInstant(),
                  FireView.State.valueOf(found.getString(2)),
                  found.getString(3),
                  found.getInt(4),
                  found.getObject(5, UUID.class),
                  found.getObject(6, OffsetDateTime.class).toInstant()));
        }
      }
      return page;
    }
  }
}
