package dev.sequitur.reporting.report;

import dev.sequitur.reporting.query.Rows;
import dev.sequitur.reporting.report.domain.Ordering;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Reports that events have ordered, as rows; one that is there already stays as it is. */
final class ReportOrders {

  /** Of a workspace; the reports beyond are failed at once, and seen as such. */
  private static final int MOST_WAITING = 100;

  private static final String STORE =
      """
      INSERT INTO reports (report_id, workspace, definition, version, spec, parameters, range_from,
        range_to, state, failure, requested_by, cause)
      SELECT ?, w, ?, ?, ?::json, ?::json, ?, ?,
        CASE WHEN f IS NULL THEN 'WAITING' ELSE 'FAILED' END, f, ?, ?::json
      FROM (SELECT w, coalesce(?, CASE WHEN (
          SELECT count(*) FROM reports r WHERE r.workspace = w AND r.state = 'WAITING') >= %d
          THEN 'more reports wait than may' END) AS f FROM (VALUES (?::text)) AS v (w)) AS checked
      ON CONFLICT (report_id) DO NOTHING
      """
          .formatted(MOST_WAITING);

  private ReportOrders() {}

  static void store(Connection connection, List<Ordering.Order> orders) throws SQLException {
    var sorted = orders.stream().sorted(Comparator.comparing(Ordering.Order::id)).toList();
    try (var statement = connection.prepareStatement(STORE)) {
      for (var order : sorted) {
        bind(statement, order);
        statement.executeUpdate();
      }
    }
  }

  private static void bind(PreparedStatement statement, Ordering.Order order) throws SQLException {
    var starter = order.entry().starter();
    statement.setObject(1, order.id());
    statement.setString(2, starter.name());
    statement.setInt(3, starter.version());
    statement.setString(4, Rows.json(order.entry().raw()));
    statement.setString(5, Rows.json(order.parameters()));
    statement.setObject(6, Rows.time(order.range().from()));
    statement.setObject(7, Rows.time(order.range().to()));
    statement.setString(8, "event/" + order.cause().event().id());
    statement.setString(9, Rows.json(order.cause()));
    statement.setString(10, order.refusal());
    statement.setString(11, order.workspace());
  }
}
