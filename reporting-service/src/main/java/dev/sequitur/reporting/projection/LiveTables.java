package dev.sequitur.reporting.projection;

import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Tells what a batch did, a row for each workspace that somebody listens to. Where nobody does, it
 * costs one look at an index.
 */
final class LiveTables {

  // Locked in one order, and until the commit: numbers become visible in their order.
  private static final String NEXT =
      """
      UPDATE live_workspaces SET sequence = sequence + 1 WHERE workspace IN (
        SELECT workspace FROM live_workspaces
        WHERE workspace = ANY (?::text[]) AND wanted_until > now()
        ORDER BY workspace FOR UPDATE)
      RETURNING workspace, sequence
      """;
  private static final String TELL =
      """
      INSERT INTO live_facts (workspace, sequence, body)
      SELECT * FROM unnest(?::text[], ?::bigint[], ?::json[])
      """;

  private record Place(String workspace, long sequence) {}

  private LiveTables() {}

  /** To be called last in the transaction: other batches of the workspace wait from here on. */
  static void tell(
      Connection connection,
      Collection<EventTable.Written> events,
      Collection<RunTable.Written> runs)
      throws SQLException {
    var workspaces = new TreeSet<String>();
    events.forEach(event -> workspaces.add(event.workspace()));
    runs.forEach(run -> workspaces.add(run.after().workspace()));
    if (workspaces.isEmpty()) {
      return;
    }
    var places = next(connection, workspaces);
    if (places.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(TELL)) {
      new Columns<>(statement, places)
          .texts(Place::workspace)
          .longs(Place::sequence)
          .json(place -> Storable.json(LiveFact.of(place.workspace(), events, runs)));
      statement.executeUpdate();
    }
  }

  private static List<Place> next(Connection connection, Collection<String> workspaces)
      throws SQLException {
    try (var statement = connection.prepareStatement(NEXT)) {
      new Columns<>(statement, workspaces).texts(workspace -> workspace);
      var places = new ArrayList<Place>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          places.add(new Place(rows.getString(1), rows.getLong(2)));
        }
      }
      return places;
    }
  }
}
