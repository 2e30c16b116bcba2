package dev.sequitur.rule.brake;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What brakes have answered, for those who look back, as long as it is kept. */
@ApplicationScoped
public class BrakeAnswers {

  private static final String BRAKED =
      """
      SELECT count(*) FROM brake_starts
      WHERE workspace = ? AND rule_uid = ? AND accepted_at >= ? AND accepted_at < ? AND NOT passed
      """;

  private final ApiDatabase database;

  BrakeAnswers(ApiDatabase database) {
    this.database = database;
  }

  /** Whether each of these runs passed; one that has no answer (yet, or any more) is not there. */
  public Map<UUID, Boolean> of(String workspace, Collection<UUID> runs) {
    return runs.isEmpty()
        ? Map.of()
        : database.in(workspace, transaction -> BrakeTable.answers(transaction.connection(), runs));
  }

  /** How many starts of a rule did not pass, of events accepted in a time. */
  public long braked(String workspace, UUID rule, Instant from, Instant to) {
    return database.in(
        workspace,
        transaction -> {
          try (var select = transaction.connection().prepareStatement(BRAKED)) {
            select.setString(1, workspace);
            select.setObject(2, rule);
            select.setTimestamp(3, Timestamp.from(from));
            select.setTimestamp(4, Timestamp.from(to));
            try (var row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }
}
