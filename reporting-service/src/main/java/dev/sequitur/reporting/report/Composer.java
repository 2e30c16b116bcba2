package dev.sequitur.reporting.report;

import dev.sequitur.contracts.Topics;
import dev.sequitur.reporting.ReportingFlows;
import dev.sequitur.reporting.query.Rows;
import dev.sequitur.reporting.report.domain.Period;
import dev.sequitur.reporting.report.domain.ReportData;
import dev.sequitur.reporting.report.domain.ReportSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts together what a report says, in the transaction that is given: of one state of all tables.
 */
@ApplicationScoped
class Composer {

  private static final String POSITIONS =
      "SELECT topic || '/' || partition, next_offset FROM positions WHERE reader = ?";
  private static final String LOG =
      """
      SELECT event_partition, min(event_offset), max(event_offset) FROM events
      WHERE workspace = ? AND accepted_at >= ? AND accepted_at < ?
      GROUP BY event_partition
      """;

  private final Sections sections;

  Composer(Sections sections) {
    this.sections = sections;
  }

  /** What a report is made of. */
  record Order(
      String workspace,
      String definition,
      int version,
      ReportSpec spec,
      Period.Range range,
      SortedMap<String, String> parameters) {}

  ReportData data(Connection connection, Order order) throws SQLException {
    var scope =
        new Sections.Scope(order.workspace(), order.spec(), order.range(), order.parameters());
    List<ReportData.Table> tables = new ArrayList<>();
    for (var section : order.spec().sections()) {
      tables.add(sections.table(connection, scope, section));
    }
    return new ReportData(
        order.spec().title(),
        order.definition(),
        order.version(),
        order.spec().zone().getId(),
        order.range().from(),
        order.range().to(),
        order.parameters(),
        tables,
        log(connection, order));
  }

  /** Where the range's events stand; those that the index no longer holds are not in it. */
  private static SortedMap<String, String> log(Connection connection, Order order)
      throws SQLException {
    try (var statement = connection.prepareStatement(LOG)) {
      statement.setString(1, order.workspace());
      statement.setObject(2, Rows.time(order.range().from()));
      statement.setObject(3, Rows.time(order.range().to()));
      var log = new TreeMap<String, String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          log.put(
              Topics.EVENTS.name() + "/" + rows.getInt(1), rows.getLong(2) + "-" + rows.getLong(3));
        }
      }
      return log;
    }
  }

  /** How far the log has been read: the next offset by topic and partition. */
  SortedMap<String, Long> positions(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(POSITIONS)) {
      statement.setString(1, ReportingFlows.GROUP);
      var positions = new TreeMap<String, Long>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          positions.put(rows.getString(1), rows.getLong(2));
        }
      }
      return positions;
    }
  }
}
