package dev.sequitur.executor.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.executor.Commands;
import dev.sequitur.executor.Heard;
import dev.sequitur.executor.Sink;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.lane.Lanes;
import dev.sequitur.executor.ledger.Ledger;
import dev.sequitur.executor.ledger.LedgerUpkeep;
import dev.sequitur.executor.ledger.PlannedEffect;
import dev.sequitur.executor.ledger.PlannedRun;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** §5: claims, fences, leases and owners, and who sees which rows. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class LedgerComponentTest {

  private static final Sink SINK = new Sink();
  private static final String LEASES = "SELECT count(*) FROM leases WHERE ? = ANY (command_ids)";

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  @Inject Ledger ledger;
  @Inject LedgerUpkeep upkeep;
  @Inject Actions actions;
  @Inject DuePoller poller;
  @Inject Lanes lanes;
  @Inject PathDatabase database;
  @Inject ApiDatabase api;

  @BeforeAll
  static void connect() {
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
    SINK.close();
  }

  @Test
  void restartedReplicaTakesItsOwnOpenRowsAtOnce() {
    var command = leaveBehind(Delivery.KEYED, "/own");

    poller.takeOwn();

    var outcome = heard.awaitOutcomes(command.runId(), 1).getFirst();
    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(outcome.attempts()).extracting("phase").containsExactly(Phase.LOST, Phase.ANSWERED);
    assertThat(SINK.hits("/own")).hasSize(1);
  }

  @Test
  void lostAttemptThatMustNotBeRepeatedIsUnknown() {
    var command = leaveBehind(Delivery.AT_MOST_ONCE, "/own-once");

    poller.takeOwn();

    var outcome = heard.awaitOutcomes(command.runId(), 1).getFirst();
    assertThat(outcome.state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(SINK.hits("/own-once")).isEmpty();
  }

  @Test
  void lapsedLeaseOfThoseThatBeganTogetherIsTakenOver() {
    var command = leaveBehind(Delivery.IDEMPOTENT, "/lapsed");
    var id = command.actions().getFirst().commandId();
    assertThat(count(LEASES, id)).isEqualTo(1);
    update(
        "UPDATE leases SET owner = 'gone', lease_until = now() - interval '1 second' WHERE ? = ANY (command_ids)",
        id);

    var outcome = heard.awaitOutcomes(command.runId(), 1).getFirst();

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(outcome.attempts().getFirst().phase()).isEqualTo(Phase.LOST);
    assertThat(count(LEASES, id)).isZero();
  }

  @Test
  void lapsedLeaseOfALongCallIsItsOwnAndIsTakenOver() {
    var command = leaveBehind(Delivery.IDEMPOTENT, "/long", Duration.ofMinutes(2));
    assertThat(count(LEASES, command.actions().getFirst().commandId())).isZero();
    update(
        "UPDATE effects SET owner = 'gone', lease_until = now() - interval '1 second'"
            + " WHERE lease_until IS NOT NULL AND run_id = ?",
        command.runId());

    var outcome = heard.awaitOutcomes(command.runId(), 1).getFirst();

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(outcome.attempts().getFirst().phase()).isEqualTo(Phase.LOST);
  }

  @Test
  void leaseGoesWithTheLastOfThoseThatBeganTogether() {
    var command = Commands.run().post(SINK.url("/leased"), Delivery.KEYED).command();
    heard.say(command);

    heard.awaitOutcomes(command.runId(), 1);

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> count(LEASES, command.actions().getFirst().commandId()) == 0);
    assertThat(state(command)).isEqualTo("SUCCEEDED");
  }

  @Test
  void outcomeWithASupersededFenceIsEvidenceAndNotApplied() {
    var answer = new CountDownLatch(1);
    SINK.answer(
        "/slow",
        (exchange, n) -> {
          if (n == 1) {
            answer.await();
          }
          Sink.respond(exchange, 200, "");
        });
    var command = Commands.run().post(SINK.url("/slow"), Delivery.KEYED).command();
    heard.say(command);
    await().atMost(Duration.ofSeconds(10)).until(() -> SINK.hits("/slow").size() == 1);

    update(
        "UPDATE effects SET fence = nextval('fences'), owner = 'thief' WHERE run_id = ?",
        command.runId());
    answer.countDown();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                count(
                        "SELECT count(*) FROM superseded_attempts WHERE command_id = ?",
                        command.actions().getFirst().commandId())
                    == 1);
    assertThat(state(command)).isEqualTo("STARTED");
    assertThat(heard.outcomes(command.runId())).isEmpty();

    update(
        "UPDATE effects SET lease_until = now() - interval '1 second' WHERE run_id = ?",
        command.runId());
    assertThat(heard.awaitOutcomes(command.runId(), 1).getFirst().state())
        .isEqualTo(EffectState.SUCCEEDED);
  }

  @Test
  void parkedWorkThatMayNotStartAnyMoreIsGivenUp() {
    var command = Commands.run().post("http://127.0.0.1:1/", null).command();
    var planned = Planning.of(command, null, actions);
    var lane = planned.lanes().getFirst();
    // With every place of its lane taken it stays parked until its time is over.
    var taken = lanes.take(lane, 1_000, false);
    ledger.admit(List.of(planned), Set.of());
    update(
        "UPDATE effects SET deadline = now() - interval '1 second' WHERE run_id = ?",
        command.runId());

    var outcome = heard.awaitOutcomes(command.runId(), 1).getFirst();
    lanes.putBack(lane, taken, false);

    assertThat(outcome.state()).isEqualTo(EffectState.DEAD);
    assertThat(outcome.attempts()).isEmpty();
    assertThat(outcome.failure())
        .isNotNull()
        .satisfies(f -> assertThat(f.code()).isEqualTo("DEADLINE_PASSED"));
  }

  @Test
  void parkedWorkStartsWhenItsLaneHasRoom() {
    var command = Commands.run().post(SINK.url("/parked"), null).command();
    var planned = Planning.of(command, null, actions);
    var lane = planned.lanes().getFirst();
    var taken = lanes.take(lane, 1_000, false);
    heard.say(command);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                count(
                        "SELECT count(*) FROM effects WHERE state = 'PLANNED' AND run_id = ?",
                        command.runId())
                    == 1);

    lanes.putBack(lane, taken, false);

    assertThat(heard.awaitOutcomes(command.runId(), 1).getFirst().state())
        .isEqualTo(EffectState.SUCCEEDED);
    assertThat(SINK.hits("/parked")).hasSize(1);
  }

  @Test
  void anAdmissionIsForgottenAfterItsOnlyEffectAndNotBefore() {
    var command = leaveBehind(Delivery.KEYED, "/old");

    makeOld(command);
    upkeep.forget(Duration.ofDays(8), Duration.ofDays(30));
    assertThat(rows(command)).isEqualTo("1 effects, 1 admissions");

    poller.takeOwn();
    assertThat(heard.awaitOutcomes(command.runId(), 1).getFirst().state())
        .isEqualTo(EffectState.SUCCEEDED);
    makeOld(command);
    upkeep.forget(Duration.ofDays(8), Duration.ofDays(30));
    assertThat(rows(command)).isEqualTo("0 effects, 0 admissions");
  }

  private void makeOld(PerformActions command) {
    update(
        "UPDATE effects SET decided_at = now() - interval '9 days',"
            + " updated_at = now() - interval '9 days' WHERE run_id = ?",
        command.runId());
    update(
        "UPDATE admissions SET decided_at = now() - interval '9 days',"
            + " admitted_at = now() - interval '9 days' WHERE run_id = ?",
        command.runId());
  }

  private String rows(PerformActions command) {
    return count("SELECT count(*) FROM effects WHERE run_id = ?", command.runId())
        + " effects, "
        + count("SELECT count(*) FROM admissions WHERE run_id = ?", command.runId())
        + " admissions";
  }

  @Test
  void requestsSeeTheirOwnWorkspaceAlone() {
    var command = Commands.run().post(SINK.url("/rows"), null).command();
    heard.outcome(command);

    for (var table : List.of("effects", "admissions")) {
      var query = "SELECT count(*) FROM " + table + " WHERE run_id = ?";
      assertThat(apiCount("default", query, command.runId())).as(table).isEqualTo(1);
      assertThat(apiCount("other", query, command.runId())).as(table).isZero();
    }
  }

  /** A claim that is committed but whose process ends before it makes the call. */
  private PerformActions leaveBehind(Delivery delivery, String path) {
    var command = Commands.run().post(SINK.url(path), delivery).command();
    leaveBehind(Planning.of(command, null, actions));
    return command;
  }

  private PerformActions leaveBehind(Delivery delivery, String path, Duration timeout) {
    var command = Commands.run().post(SINK.url(path), delivery).command();
    var planned = Planning.of(command, null, actions);
    var patient =
        planned.effects().stream()
            .map(one -> new PlannedEffect(one.effect(), one.action(), one.refusal(), timeout))
            .toList();
    leaveBehind(new PlannedRun(planned.run(), patient));
    return command;
  }

  private void leaveBehind(PlannedRun planned) {
    ledger.admit(List.of(planned), Set.of(planned.run().key()));
  }

  private String state(PerformActions command) {
    return database.transact(
        tx -> {
          try (var select =
              tx.connection().prepareStatement("SELECT state FROM effects WHERE run_id = ?")) {
            select.setObject(1, command.runId());
            try (var rows = select.executeQuery()) {
              rows.next();
              return rows.getString(1);
            }
          }
        });
  }

  private void update(String statement, UUID id) {
    database.transact(
        tx -> {
          try (var update = tx.connection().prepareStatement(statement)) {
            update.setObject(1, id);
            return update.executeUpdate();
          }
        });
  }

  private long count(String query, UUID id) {
    return database.transact(tx -> count(tx, query, id));
  }

  private long apiCount(String workspace, String query, UUID id) {
    return api.in(workspace, tx -> count(tx, query, id));
  }

  private static long count(dev.sequitur.kit.database.Transaction tx, String query, UUID id)
      throws java.sql.SQLException {
    try (var select = tx.connection().prepareStatement(query)) {
      select.setObject(1, id);
      try (var rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
