package dev.sequitur.reporting.lineage;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.reporting.lineage.Lineage.Cause;
import dev.sequitur.reporting.lineage.Lineage.Effect;
import dev.sequitur.reporting.lineage.Lineage.EventNode;
import dev.sequitur.reporting.lineage.Lineage.RunNode;
import dev.sequitur.reporting.projection.ActionChange;
import dev.sequitur.reporting.projection.Emissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Follows events level by level: their runs, the events that those emitted, and so on. Bounded in
 * depth and number, so that no storm of events makes an answer without an end.
 */
@ApplicationScoped
class Lineages {

  static final int DEEPEST = 20;
  static final int MOST_RUNS = 500;

  private final ApiDatabase database;

  Lineages(ApiDatabase database) {
    this.database = database;
  }

  /** Of an event; empty if nothing is known of it. */
  Optional<Lineage> ofEvent(String workspace, UUID event, @Nullable Instant asOf) {
    return database.<Optional<Lineage>>in(
        workspace,
        transaction -> {
          var rows = new LineageRows(transaction.connection(), workspace);
          var search = new Search(rows);
          search.follow(event);
          return search.knows(event)
              ? Optional.of(
                  new Lineage(causes(rows, event), search.node(event), search.truncated, asOf))
              : Optional.empty();
        });
  }

  /** The event that has started a run; empty if the run is not known. */
  Optional<UUID> eventOf(String workspace, UUID run) {
    return database.<Optional<UUID>>in(
        workspace,
        transaction ->
            Optional.ofNullable(new LineageRows(transaction.connection(), workspace).run(run))
                .map(LineageRows.Run::eventId));
  }

  private static List<Cause> causes(LineageRows rows, UUID event) throws SQLException {
    var causes = new ArrayList<Cause>();
    UUID at = event;
    while (at != null && causes.size() < DEEPEST) {
      var emitter = rows.emitter(at);
      if (emitter == null) {
        return causes;
      }
      var run = rows.run(emitter.runId());
      causes.add(
          new Cause(
              emitter.commandId(),
              emitter.runId(),
              run == null ? null : run.rule(),
              run == null ? null : run.version(),
              run == null ? null : run.eventId(),
              run == null ? null : run.eventType()));
      at = run == null ? null : run.eventId();
    }
    return causes;
  }

  /** What was found on the way down. */
  private static final class Search {

    private final LineageRows rows;
    private final Map<UUID, LineageRows.Event> events = new HashMap<>();
    private final Map<UUID, List<LineageRows.Run>> runs = new HashMap<>();
    private final Set<UUID> seen = new HashSet<>();
    private int found;
    private boolean truncated;

    Search(LineageRows rows) {
      this.rows = rows;
    }

    void follow(UUID event) throws SQLException {
      Set<UUID> level = Set.of(event);
      for (int depth = 0; !level.isEmpty(); depth++) {
        events.putAll(rows.events(level));
        seen.addAll(level);
        if (depth == DEEPEST || found >= MOST_RUNS) {
          truncated = true;
          return;
        }
        level = below(level);
      }
    }

    /** The events that the runs of a level have emitted, those that are new. */
    private Set<UUID> below(Set<UUID> level) throws SQLException {
      var started = rows.startedBy(level, MOST_RUNS - found + 1);
      truncated |= started.size() > MOST_RUNS - found;
      var emitted = new LinkedHashSet<UUID>();
      for (var run : started.subList(0, Math.min(started.size(), MOST_RUNS - found))) {
        runs.computeIfAbsent(run.eventId(), _ -> new ArrayList<>()).add(run);
        run.actions().forEach(action -> emitted.addAll(Emissions.events(action)));
      }
      found = Math.min(MOST_RUNS, found + started.size());
      emitted.removeAll(seen);
      return emitted;
    }

    boolean knows(UUID event) {
      return events.containsKey(event) || runs.containsKey(event);
    }

    EventNode node(UUID event) {
      return node(event, new HashSet<>());
    }

    private EventNode node(UUID event, Set<UUID> above) {
      var known = events.get(event);
      // Ids are derived, so a circle cannot be; an answer without an end must not, either.
      boolean isNew = above.add(event);
      var started = isNew ? runs.getOrDefault(event, List.of()) : List.<LineageRows.Run>of();
      var nodes = started.stream().map(run -> node(run, above)).toList();
      if (isNew) {
        above.remove(event);
      }
      return new EventNode(
          event,
          known == null ? null : known.type(),
          known == null ? null : known.acceptedAt(),
          nodes);
    }

    private RunNode node(LineageRows.Run run, Set<UUID> above) {
      return new RunNode(
          run.runId(),
          run.rule(),
          run.version(),
          run.state(),
          run.actions().stream().map(action -> effect(action, above)).toList());
    }

    private Effect effect(ActionChange action, Set<UUID> above) {
      return new Effect(
          action.commandId(),
          action.step(),
          action.uses(),
          action.state(),
          Emissions.events(action).stream().map(event -> node(event, above)).toList());
    }
  }
}
