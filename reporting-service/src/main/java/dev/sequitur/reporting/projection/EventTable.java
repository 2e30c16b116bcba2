package dev.sequitur.reporting.projection;

import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The index of events: where each stands on the log. */
final class EventTable {

  private static final String MERGE =
      """
      INSERT INTO events AS e (event_id, workspace, event_partition, event_offset, accepted_at, type,
          source, subject, event_key, trigger_uid, trigger_version, duplicates)
      SELECT * FROM unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[],
          ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
          ?::int[], ?::int[])
      ON CONFLICT (event_id) DO UPDATE SET
        (event_partition, event_offset, accepted_at, type, source, subject, event_key, trigger_uid,
         trigger_version) = (
          SELECT first.* FROM (VALUES
            (e.event_partition, e.event_offset, e.accepted_at, e.type, e.source, e.subject,
             e.event_key, e.trigger_uid, e.trigger_version),
            (excluded.event_partition, excluded.event_offset, excluded.accepted_at, excluded.type,
             excluded.source, excluded.subject, excluded.event_key, excluded.trigger_uid,
             excluded.trigger_version)) AS first (p, o, t, a, b, c, d, f, g)
          ORDER BY t, p, o LIMIT 1),
        duplicates = e.duplicates + excluded.duplicates + 1
      RETURNING new.workspace, old.accepted_at, old.type, old.trigger_uid,
        new.accepted_at, new.type, new.trigger_uid
      """;

  private EventTable() {}

  /** What became of a row that was written. */
  record Written(String workspace, @Nullable Kind before, Kind after) {}

  /** What the hourly counts depend on. */
  record Kind(Instant acceptedAt, String type, UUID trigger) {}

  /** Adds the changes to their rows: the first record stays, further ones are counted. */
  static List<Written> merge(Connection connection, Collection<EventChange> changes)
      throws SQLException {
    try (var statement = connection.prepareStatement(MERGE)) {
      new Columns<>(statement, changes)
          .uuids(EventChange::eventId)
          .texts(EventChange::workspace)
          .ints(EventChange::partition)
          .longs(EventChange::offset)
          .instants(EventChange::acceptedAt)
          .texts(EventChange::type)
          .texts(EventChange::source)
          .texts(EventChange::subject)
          .texts(EventChange::key)
          .uuids(EventChange::trigger)
          .ints(EventChange::triggerVersion)
          .ints(event -> event.records() - 1);
      var written = new ArrayList<Written>(changes.size());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          written.add(new Written(rows.getString(1), before(rows), kind(rows, 5)));
        }
      }
      return written;
    }
  }

  private static @Nullable Kind before(ResultSet row) throws SQLException {
    return row.getString(3) == null ? null : kind(row, 2);
  }

  private static Kind kind(ResultSet row, int column) throws SQLException {
    return new Kind(
        row.getObject(column, OffsetDateTime.class).toInstant(),
        row.getString(column + 1),
        row.getObject(column + 2, UUID.class));
  }
}
