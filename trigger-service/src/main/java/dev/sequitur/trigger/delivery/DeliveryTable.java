package dev.sequitur.trigger.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of the last calls: twenty a trigger, of all replicas. */
final class DeliveryTable {

  private static final String INSERT =
      """
      INSERT INTO webhook_deliveries
        (workspace, uid, replica, number, received_at, version, verifier, bytes, verdict, status, code, detail, event_id)
      SELECT * FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::timestamptz[], ?::int[], ?::text[], ?::bigint[],
        ?::text[], ?::int[], ?::text[], ?::text[], ?::uuid[])
      ON CONFLICT (uid, replica, number) DO NOTHING
      """;

  // Skip locked rows: another replica is deleting them.
  private static final String TRIM =
      """
      DELETE FROM webhook_deliveries WHERE (uid, replica, number) IN (
        SELECT d.uid, d.replica, d.number FROM webhook_deliveries d
        JOIN (
          SELECT uid, replica, number,
            row_number() OVER (PARTITION BY uid ORDER BY received_at DESC, replica DESC, number DESC) AS place
          FROM webhook_deliveries WHERE uid = ANY (?)
        ) ranked USING (uid, replica, number)
        WHERE ranked.place > ? FOR UPDATE OF d SKIP LOCKED)
      """;

  private static final String FIND =
      """
      SELECT replica, number, received_at, version, verifier, bytes, verdict, status, code, detail, event_id
      FROM webhook_deliveries WHERE uid = ? ORDER BY received_at DESC, replica DESC, number DESC LIMIT ?
      """;

  private DeliveryTable() {}

  private record Row(String workspace, UUID trigger, StoredDelivery delivery) {}

  /** Stores what is new of these, and deletes what is no longer among the last. */
  static void store(Connection connection, UUID replica, List<RecentDeliveries> fresh)
      throws SQLException {
    var rows = new ArrayList<Row>();
    for (var recent : fresh) {
      for (var one : recent.all()) {
        rows.add(new Row(recent.workspace(), recent.trigger(), StoredDelivery.of(replica, one)));
      }
    }
    insert(connection, rows);
    trim(connection, fresh.stream().map(RecentDeliveries::trigger).toArray(UUID[]::new));
  }

  private static void insert(Connection connection, List<Row> rows) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      bind(insert, 1, "text", rows, Row::workspace);
      bind(insert, 2, "uuid", rows, Row::trigger);
      bind(insert, 3, "uuid", rows, row -> row.delivery().replica());
      bind(insert, 4, "bigint", rows, row -> row.delivery().number());
      bind(insert, 5, "timestamptz", rows, row -> row.delivery().at().toString());
      bind(insert, 6, "int4", rows, row -> row.delivery().version());
      bind(insert, 7, "text", rows, row -> row.delivery().verifier());
      bind(insert, 8, "bigint", rows, row -> row.delivery().bytes());
      bind(insert, 9, "text", rows, row -> row.delivery().verdict().name());
      bind(insert, 10, "int4", rows, row -> row.delivery().status());
      bind(insert, 11, "text", rows, row -> row.delivery().code());
      bind(insert, 12, "text", rows, row -> row.delivery().detail());
      bind(insert, 13, "uuid", rows, row -> row.delivery().event());
      insert.executeUpdate();
    }
  }

  private static void bind(
      PreparedStatement insert,
      int place,
      String type,
      List<Row> rows,
      Function<Row, @Nullable Object> column)
      throws SQLException {
    var values = rows.stream().map(column).toArray();
    insert.setArray(place, insert.getConnection().createArrayOf(type, values));
  }

  private static void trim(Connection connection, UUID[] triggers) throws SQLException {
    try (var delete = connection.prepareStatement(TRIM)) {
      delete.setArray(1, connection.createArrayOf("uuid", triggers));
      delete.setInt(2, RecentDeliveries.KEPT);
      delete.executeUpdate();
    }
  }

  /** Those of a trigger that are stored, the latest first. */
  static List<StoredDelivery> of(Connection connection, UUID trigger) throws SQLException {
    try (var select = connection.prepareStatement(FIND)) {
      select.setObject(1, trigger);
      select.setInt(2, RecentDeliveries.KEPT);
      var all = new ArrayList<StoredDelivery>();
      try (var found = select.executeQuery()) {
        while (found.next()) {
          all.add(delivery(found));
        }
      }
      return all;
    }
  }

  private static StoredDelivery delivery(ResultSet found) throws SQLException {
    return new StoredDelivery(
        found.getObject(1, UUID.class),
        found.getLong(2),
        found.getObject(3, OffsetDateTime.class).toInstant(),
        found.getInt(4),
        found.getString(5),
        (Long) found.getObject(6),
        DeliveryView.Verdict.valueOf(found.getString(7)),
        found.getInt(8),
        found.getString(9),
        found.getString(10),
        found.getObject(11, UUID.class));
  }
}
