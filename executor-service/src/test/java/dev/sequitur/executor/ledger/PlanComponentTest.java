package dev.sequitur.executor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that was made while a table was empty is kept: it must be the one by index. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class PlanComponentTest {

  @Inject PathDatabase database;

  @Test
  void settlingGoesByThePrimaryKey() {
    var plan = plan(SettleStatements.SETTLE);

    assertThat(plan).contains("effects_pkey").doesNotContain("Seq Scan on effects");
  }

  @Test
  void countingGoesByThePrimaryKey() {
    var plan = plan(SettleStatements.COUNT);

    assertThat(plan).contains("admissions_pkey").doesNotContain("Seq Scan on admissions");
  }

  @Test
  void claimingGoesByTheIndexOfDueWork() {
    var plan = plan(ClaimStatements.DUE);

    assertThat(plan).contains("effects_due").doesNotContain("Seq Scan on effects");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LANES", "LAPSED", "OVERDUE"})
  void lookingForWorkGoesByPartialIndexes(String name) {
    var statement =
        switch (name) {
          case "LANES" -> ClaimStatements.LANES;
          case "LAPSED" -> ClaimStatements.LAPSED;
          default -> ClaimStatements.OVERDUE;
        };

    assertThat(plan(statement)).doesNotContain("Seq Scan on effects");
  }

  @Test
  void cancellingLooksAtWhatIsOpenAlone() {
    assertThat(plan(CancelStatements.FIND))
        .contains("effects_due", "effects_leases")
        .doesNotContain("Seq Scan on effects");
    assertThat(plan(CancelStatements.LOCK)).doesNotContain("Seq Scan on effects");
  }

  @Test
  void leftBehindBatchesAreBrokenUpByThePrimaryKey() {
    assertThat(plan(LeaseStatements.BREAK_UP))
        .contains("effects_pkey")
        .doesNotContain("Seq Scan on effects");
  }

  /** Else each ending would be written into all indexes of its row. */
  @Test
  void endingOfWhatBeganFromMemoryChangesNoColumnOfAnIndex() {
    var indexes =
        database.transact(
            tx -> {
              var found = new ArrayList<String>();
              try (var select = tx.connection().createStatement();
                  var rows =
                      select.executeQuery(
                          "SELECT indexdef FROM pg_indexes WHERE tablename = 'effects'")) {
                while (rows.next()) {
                  found.add(rows.getString(1));
                }
              }
              return found;
            });

    assertThat(indexes)
        .hasSize(4)
        .allSatisfy(
            index ->
                assertThat(index)
                    .doesNotContainPattern(
                        "\\b(state|fence|owner|updated_at|result|error|attempts|cancel)\\b"));
  }

  /** One look at a table that is nearly always empty, not one for each run. */
  @Test
  void admittingLooksForEarlyCancellationsOnceAStatement() {
    assertThat(plan(AdmissionStatements.ADMIT, "VERBOSE")).contains("hashed SubPlan");
  }

  /** The plan for any parameters, as a prepared statement keeps it. */
  private String plan(String statement) {
    return plan(statement, "");
  }

  private String plan(String statement, String how) {
    return database.transact(
        tx -> {
          try (var explain = tx.connection().createStatement()) {
            explain.execute("SET LOCAL plan_cache_mode = force_generic_plan");
            var numbered = new StringBuilder();
            var n = 0;
            for (char c : statement.toCharArray()) {
              numbered.append(c == '?' ? "$" + ++n : String.valueOf(c));
            }
            explain.execute("PREPARE probe AS " + numbered);
            var nulls = "NULL" + ", NULL".repeat(Math.max(n - 1, 0));
            var text = new StringBuilder();
            try (var rows =
                explain.executeQuery(
                    "EXPLAIN " + how + " EXECUTE probe" + (n == 0 ? "" : "(" + nulls + ")"))) {
              while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
              }
            }
            explain.execute("DEALLOCATE probe");
            return text.toString();
          }
        });
  }
}
