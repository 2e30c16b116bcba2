package dev.sequitur.reporting.projection;

import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The hourly counts. They are written last: their rows are few, and every batch wants them. */
final class CountTables {

  // The arrays of both are added up bucket by bucket; an empty one leaves no trace.
  private static final String ADD_THINGS =
      """
      INSERT INTO thing_hours AS h (workspace, kind, hour, thing, part, name, version, uses, accepted,
          matched, succeeded, failed, dead, unknown, cancelled, rejected, attempts, buckets, counts)
      SELECT v.workspace, v.kind, v.hour, v.thing, v.part, v.name, v.version, v.uses, v.accepted,
        v.matched, v.succeeded, v.failed, v.dead, v.unknown, v.cancelled, v.rejected, v.attempts,
        v.buckets::int[], v.counts::bigint[]
      FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::uuid[], ?::text[],
          ?::text[], ?::int[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
          ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
        AS v(workspace, kind, hour, thing, part, name, version, uses, accepted, matched, succeeded,
          failed, dead, unknown, cancelled, rejected, attempts, buckets, counts)
      ON CONFLICT (workspace, kind, hour, thing, part, version) DO UPDATE SET
        (name, uses) = (
          SELECT n, u FROM (VALUES (h.name, h.uses), (excluded.name, excluded.uses)) AS said (n, u)
          ORDER BY n COLLATE "C" DESC, u COLLATE "C" DESC LIMIT 1),
        accepted = h.accepted + excluded.accepted,
        matched = h.matched + excluded.matched,
        succeeded = h.succeeded + excluded.succeeded,
        failed = h.failed + excluded.failed,
        dead = h.dead + excluded.dead,
        unknown = h.unknown + excluded.unknown,
        cancelled = h.cancelled + excluded.cancelled,
        rejected = h.rejected + excluded.rejected,
        attempts = h.attempts + excluded.attempts,
        (buckets, counts) = (
          SELECT coalesce(array_agg(b ORDER BY b), '{}'), coalesce(array_agg(c ORDER BY b), '{}')
          FROM (
            SELECT b, sum(c)::bigint AS c FROM (
              SELECT unnest(h.buckets) AS b, unnest(h.counts) AS c
              UNION ALL SELECT unnest(excluded.buckets), unnest(excluded.counts)) AS each
            GROUP BY b HAVING sum(c) <> 0) AS summed)
      """;

  private static final String ADD_EVENTS =
      """
      INSERT INTO event_hours AS h (workspace, hour, type, trigger_uid, accepted)
      SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::uuid[], ?::bigint[])
      ON CONFLICT (workspace, hour, type, trigger_uid) DO UPDATE SET
        accepted = h.accepted + excluded.accepted
      """;

  private CountTables() {}

  static void addThings(Connection connection, List<HourlySums.Delta> deltas) throws SQLException {
    if (deltas.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(ADD_THINGS)) {
      var columns =
          new Columns<>(statement, deltas)
              .texts(delta -> delta.thing().workspace())
              .texts(delta -> delta.thing().kind().name())
              .instants(delta -> delta.thing().hour())
              .uuids(delta -> delta.thing().uid())
              .texts(delta -> delta.thing().part())
              .texts(delta -> delta.sum().name())
              .ints(delta -> delta.thing().version())
              .texts(delta -> delta.sum().uses());
      for (var count : Sum.Count.values()) {
        columns.longs(delta -> delta.sum().of(count));
      }
      columns
          .texts(delta -> delta.sum().durations().buckets())
          .texts(delta -> delta.sum().durations().counts());
      statement.executeUpdate();
    }
  }

  static void addEvents(Connection connection, List<EventCounts.Delta> deltas) throws SQLException {
    if (deltas.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(ADD_EVENTS)) {
      new Columns<>(statement, deltas)
          .texts(delta -> delta.hour().workspace())
          .instants(delta -> delta.hour().hour())
          .texts(delta -> delta.hour().type())
          .uuids(delta -> delta.hour().trigger())
          .longs(EventCounts.Delta::accepted);
      statement.executeUpdate();
    }
  }
}
