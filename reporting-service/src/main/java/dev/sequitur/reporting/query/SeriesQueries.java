package dev.sequitur.reporting.query;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.reporting.TriggerNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads series of statistics. */
@ApplicationScoped
public class SeriesQueries {

  private static final String HOURS =
      """
      SELECT hour, thing, part, name, version, uses, accepted, matched, succeeded, failed, dead,
        unknown, cancelled, rejected, attempts, buckets, counts
      FROM thing_hours WHERE workspace = ? AND kind = ? AND hour >= ? AND hour < ?
      """;
  private static final String ORDER = " ORDER BY hour, thing, part";

  /** Rows that are fetched at once: a page may end long before the range does. */
  private static final int FETCHED = 1_000;

  private final ApiDatabase database;
  private final TriggerNames triggers;

  SeriesQueries(ApiDatabase database, TriggerNames triggers) {
    this.database = database;
    this.triggers = triggers;
  }

  /** A page, and one item more if there are further ones. */
  List<Series.Item> items(String workspace, SeriesQuery query) {
    return database.<List<Series.Item>>in(
        workspace, transaction -> items(transaction.connection(), workspace, query));
  }

  /** The same in a transaction that is under way. */
  public List<Series.Item> items(Connection connection, String workspace, SeriesQuery query)
      throws SQLException {
    var fold = new SeriesFold(query, uid -> triggers.name(workspace, uid));
    try (var statement = connection.prepareStatement(sql(query))) {
      bind(statement, workspace, query);
      statement.setFetchSize(FETCHED);
      try (var rows = statement.executeQuery()) {
        while (rows.next() && fold.add(hour(rows))) {
          // What the fold has taken is not kept here.
        }
      }
    }
    return fold.items();
  }

  private static String sql(SeriesQuery query) {
    if (query.name() == null) {
      return HOURS + ORDER;
    }
    return HOURS
        + (query.by() == SeriesQuery.By.TRIGGER ? "AND thing = ANY (?)" : "AND name = ?")
        + ORDER;
  }

  private void bind(PreparedStatement statement, String workspace, SeriesQuery query)
      throws SQLException {
    statement.setString(1, workspace);
    statement.setString(2, query.by().name());
    statement.setObject(3, Rows.time(query.begin()));
    statement.setObject(4, Rows.time(query.to()));
    if (query.name() != null && query.by() == SeriesQuery.By.TRIGGER) {
      var uids = triggers.uids(workspace, query.name()).toArray(UUID[]::new);
      statement.setArray(5, statement.getConnection().createArrayOf("uuid", uids));
    } else if (query.name() != null) {
      statement.setString(5, query.name());
    }
  }

  private static SeriesFold.Hour hour(ResultSet row) throws SQLException {
    return new SeriesFold.Hour(
        Rows.instant(row, "hour"),
        row.getObject("thing", UUID.class),
        row.getString("part"),
        row.getString("name"),
        row.getInt("version"),
        row.getString("uses"),
        row.getLong("accepted"),
        row.getLong("matched"),
        row.getLong("succeeded"),
        row.getLong("failed"),
        row.getLong("dead"),
        row.getLong("unknown"),
        row.getLong("cancelled"),
        row.getLong("rejected"),
        row.getLong("attempts"),
        (Integer[]) row.getArray("buckets").getArray(),
        (Long[]) row.getArray("counts").getArray());
  }
}
