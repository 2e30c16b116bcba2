package dev.sequitur.rule.brake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What brakes keep goes once nothing can ask for it any more, and not before. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class BrakeUpkeepComponentTest {

  private static final String WINDOW =
      """
      INSERT INTO brake_windows (brake_id, from_at, until_at, workspace, rule_uid, updated_at)
      VALUES (?, now() - ?::interval, now() - ?::interval, 'upkeep', gen_random_uuid(), now() - ?::interval)
      """;
  private static final String START =
      """
      INSERT INTO brake_starts (run_id, accepted_at, passed, workspace, rule_uid, answered_at)
      VALUES (?, now() - ?::interval, true, 'upkeep', gen_random_uuid(), now() - ?::interval)
      """;

  @Inject PathDatabase database;
  @Inject BrakeUpkeep upkeep;
  @Inject BrakeAnswers answers;

  @Test
  void windowsAreForgottenADayAfterTheirEndIfNothingHasCome() {
    var over = window("3 days", "25 hours", "25 hours");
    var late = window("3 days", "25 hours", "1 minute");
    var recent = window("1 day", "23 hours", "23 hours");

    upkeep.forget();

    assertThat(windows()).doesNotContain(over).contains(late, recent);
  }

  @Test
  void answersAreForgottenAfterTheHorizon() {
    var old = start("194 hours", "194 hours");
    var late = start("194 hours", "1 minute");
    var recent = start("192 hours", "192 hours");

    upkeep.forget();

    assertThat(answers.of("upkeep", List.of(old, late, recent)))
        .isEqualTo(Map.of(late, true, recent, true));
    assertThat(answers.of("another", List.of(late, recent))).isEmpty();
  }

  private UUID window(String from, String until, String updated) {
    return insert(WINDOW, from, until, updated);
  }

  private UUID start(String accepted, String answered) {
    return insert(START, accepted, answered);
  }

  private UUID insert(String statement, String... ages) {
    var id = UUID.randomUUID();
    database.run(
        transaction -> {
          try (var insert = transaction.connection().prepareStatement(statement)) {
            insert.setObject(1, id);
            for (int i = 0; i < ages.length; i++) {
              insert.setString(i + 2, ages[i]);
            }
            insert.executeUpdate();
          }
        });
    return id;
  }

  private List<UUID> windows() {
    return database.transact(
        transaction -> {
          var found = new java.util.ArrayList<UUID>();
          try (var select =
                  transaction
                      .connection()
                      .prepareStatement(
                          "SELECT brake_id FROM brake_windows WHERE workspace = 'upkeep'");
              var rows = select.executeQuery()) {
            while (rows.next()) {
              found.add(rows.getObject(1, UUID.class));
            }
          }
          return found;
        });
  }
}
