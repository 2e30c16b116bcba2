package dev.sequitur.reporting.query;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.reporting.ReportingProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The index of events. */
@Path("/api/v1/workspaces/{workspace}/events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EventResource {

  private static final String FIND = "SELECT * FROM events WHERE workspace = ? AND event_id = ?";
  private static final String RUNS =
      "SELECT run_id FROM runs WHERE workspace = ? AND event_id = ? ORDER BY run_id LIMIT 1000";

  private final ApiDatabase database;
  private final Freshness freshness;

  EventResource(ApiDatabase database, Freshness freshness) {
    this.database = database;
    this.freshness = freshness;
  }

  /** One event: its place on the log, and the runs that it started. */
  @GET
  @Path("{id}")
  @RolesAllowed("event:read")
  public EventView find(@PathParam("workspace") String workspace, @PathParam("id") String id) {
    var eventId = Parameters.id(id);
    var asOf = freshness.knownUntil();
    return database
        .<Optional<EventView>>in(
            workspace, transaction -> read(transaction.connection(), workspace, eventId, asOf))
        .orElseThrow(
            () ->
                ReportingProblem.EVENT_NOT_FOUND.with(
                    "There is no event " + id + " in the index."));
  }

  private static Optional<EventView> read(
      Connection connection, String workspace, UUID eventId, @Nullable Instant asOf)
      throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setString(1, workspace);
      statement.setObject(2, eventId);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(event(rows, runs(connection, workspace, eventId), asOf))
            : Optional.empty();
      }
    }
  }

  private static List<UUID> runs(Connection connection, String workspace, UUID eventId)
      throws SQLException {
    try (var statement = connection.prepareStatement(RUNS)) {
      statement.setString(1, workspace);
      statement.setObject(2, eventId);
      var runs = new ArrayList<UUID>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          runs.add(rows.getObject(1, UUID.class));
        }
      }
      return runs;
    }
  }

  private static EventView event(ResultSet row, List<UUID> runs, @Nullable Instant asOf)
      throws SQLException {
    return new EventView(
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getString("source"),
        row.getString("subject"),
        row.getString("event_key"),
        row.getInt("event_partition"),
        row.getLong("event_offset"),
        Rows.instant(row, "accepted_at"),
        row.getObject("trigger_uid", UUID.class),
        row.getInt("trigger_version"),
        row.getInt("duplicates"),
        runs,
        asOf);
  }
}
