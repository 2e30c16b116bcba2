package dev.sequitur.reporting.projection;

import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which command has emitted which event. Most batches tell of none, and cost a look. */
public final class Emissions {

  private static final String EMIT = "emit@";

  private static final String ADD =
      """
      INSERT INTO emissions (event_id, workspace, run_id, command_id, settled_at)
      SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::timestamptz[])
      ON CONFLICT (event_id) DO NOTHING
      """;

  private Emissions() {}

  /** An event that an action of a run has emitted. */
  record Emission(UUID event, String workspace, UUID run, UUID command, Instant settledAt) {}

  static void add(Connection connection, Collection<RunChange> changes) throws SQLException {
    var emissions = of(changes);
    if (emissions.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(ADD)) {
      new Columns<>(insert, emissions)
          .uuids(Emission::event)
          .texts(Emission::workspace)
          .uuids(Emission::run)
          .uuids(Emission::command)
          .instants(Emission::settledAt);
      insert.executeUpdate();
    }
  }

  /** In the order of their ids, as all writers have it. */
  static List<Emission> of(Collection<RunChange> changes) {
    var emissions = new ArrayList<Emission>();
    for (var run : changes) {
      for (var action : run.actions().values()) {
        if (action.uses().startsWith(EMIT)) {
          add(run, action, emissions);
        }
      }
    }
    emissions.sort(Comparator.comparing(Emission::event));
    return emissions;
  }

  private static void add(RunChange run, ActionChange action, List<Emission> emissions) {
    for (var settlement : action.settlements()) {
      var event = event(settlement);
      if (event != null) {
        emissions.add(
            new Emission(
                event, run.workspace(), run.runId(), action.commandId(), settlement.settledAt()));
      }
    }
  }

  /** The events that an action has emitted; one for each generation that did. */
  public static List<UUID> events(ActionChange action) {
    return action.uses().startsWith(EMIT)
        ? action.settlements().stream()
            .map(Emissions::event)
            .filter(java.util.Objects::nonNull)
            .distinct()
            .toList()
        : List.of();
  }

  private static @Nullable UUID event(Settlement settlement) {
    var output = settlement.output();
    if (output == null || !(output.get("eventId") instanceof String text)) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      // Nobody but the executor writes this; an outcome that says otherwise is shown as it is.
      return null;
    }
  }
}
