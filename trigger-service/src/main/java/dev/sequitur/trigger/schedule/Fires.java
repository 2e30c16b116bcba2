package dev.sequitur.trigger.schedule;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.trigger.TriggerConfig;
import dev.sequitur.trigger.schedule.domain.Timetable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of schedules' instants, for the API. */
@ApplicationScoped
public class Fires {

  private static final String STANDING =
      """
      SELECT state = 'UNUSABLE', coalesce(next_due_at < now() - make_interval(secs => ?), false), next_nominal_at,
        waits
      FROM schedules WHERE uid = ?
      """;

  /** Later than any instant that a schedule has. */
  public static final Instant LATEST = Timetable.END_OF_TIME;

  private final ApiDatabase database;
  private final TriggerConfig config;

  Fires(ApiDatabase database, TriggerConfig config) {
    this.database = database;
    this.config = config;
  }

  /** Those of a schedule that are earlier than an instant, the latest first. */
  public List<FireView> page(
      String workspace, UUID schedule, Instant before, List<FireView.State> states, int limit) {
    return database.in(
        workspace,
        transaction ->
            new FireTable(transaction.connection()).page(schedule, before, states, limit));
  }

  /** Empty while no schedule of the trigger is in force. */
  public Optional<Standing> standing(String workspace, UUID schedule) {
    return database.in(workspace, transaction -> standing(transaction.connection(), schedule));
  }

  private Optional<Standing> standing(Connection connection, UUID schedule) throws SQLException {
    var fires = new FireTable(connection);
    try (var select = connection.prepareStatement(STANDING)) {
      select.setDouble(1, config.schedules().grace().toMillis() / 1e3);
      select.setObject(2, schedule);
      try (var found = select.executeQuery()) {
        if (!found.next()) {
          return Optional.empty();
        }
        var decided = latest(fires, schedule, List.of(FireView.State.values()));
        var next = found.getObject(3, OffsetDateTime.class);
        return Optional.of(
            new Standing(
                found.getBoolean(1),
                found.getBoolean(2),
                next == null ? null : next.toInstant(),
                found.getBoolean(4),
                decided,
                decided == null || decided.state() == FireView.State.FIRED
                    ? decided
                    : latest(fires, schedule, List.of(FireView.State.FIRED))));
      }
    }
  }

  private static @Nullable FireView latest(
      FireTable fires, UUID schedule, List<FireView.State> states) throws SQLException {
    return fires.page(schedule, LATEST, states, 1).stream().findFirst().orElse(null);
  }
}
