package dev.sequitur.reporting.projection;

import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** What shadows have decided. Most batches tell of none, and cost a look. */
final class ShadowTables {

  // What is there already is counted already: only rows that are new reach the hours.
  private static final String ADD =
      """
      WITH fresh AS (
        INSERT INTO shadow_events (workspace, rule_uid, trial, acting, shadow, event_id, event_type,
          event_partition, event_offset, accepted_at, difference, code)
        SELECT * FROM unnest(?::text[], ?::uuid[], ?::bigint[], ?::int[], ?::int[], ?::uuid[],
          ?::text[], ?::int[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[])
        ON CONFLICT (rule_uid, trial, acting, event_id) DO NOTHING
        RETURNING workspace, rule_uid, trial, acting, shadow,
          date_trunc('hour', accepted_at, 'UTC') AS hour, difference, code)
      INSERT INTO shadow_hours AS h (workspace, rule_uid, trial, acting, hour, shadow, same, changed,
        added, removed, errors)
      SELECT workspace, rule_uid, trial, acting, hour, max(shadow),
        count(*) FILTER (WHERE difference = 'SAME'), count(*) FILTER (WHERE difference = 'CHANGED'),
        count(*) FILTER (WHERE difference = 'ADDED'), count(*) FILTER (WHERE difference = 'REMOVED'),
        count(code)
      FROM fresh GROUP BY workspace, rule_uid, trial, acting, hour
      ORDER BY workspace, rule_uid, trial, acting, hour
      ON CONFLICT (workspace, rule_uid, trial, acting, hour) DO UPDATE SET
        same = h.same + excluded.same,
        changed = h.changed + excluded.changed,
        added = h.added + excluded.added,
        removed = h.removed + excluded.removed,
        errors = h.errors + excluded.errors
      """;

  private static final Comparator<ShadowVerdict> ORDER =
      Comparator.comparing(ShadowVerdict::rule)
          .thenComparingLong(ShadowVerdict::trial)
          .thenComparingInt(ShadowVerdict::acting)
          .thenComparing(ShadowVerdict::event);

  private ShadowTables() {}

  static void add(Connection connection, List<ShadowVerdict> verdicts) throws SQLException {
    if (verdicts.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(ADD)) {
      new Columns<>(insert, verdicts.stream().sorted(ORDER).toList())
          .texts(one -> Storable.text(one.workspace()))
          .uuids(ShadowVerdict::rule)
          .longs(ShadowVerdict::trial)
          .ints(ShadowVerdict::acting)
          .ints(ShadowVerdict::shadow)
          .uuids(ShadowVerdict::event)
          .texts(one -> Storable.text(one.type()))
          .ints(ShadowVerdict::partition)
          .longs(ShadowVerdict::offset)
          .instants(one -> Storable.instant(one.acceptedAt()))
          .texts(one -> one.difference().name())
          .texts(one -> Storable.text(one.code()));
      insert.executeUpdate();
    }
  }
}
