package dev.sequitur.executor.cancellation;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.Command;
import dev.sequitur.executor.ExecutorMetrics;
import dev.sequitur.executor.ExecutorProblem;
import dev.sequitur.executor.cancellation.domain.Cancelling;
import dev.sequitur.executor.ledger.EarlyCancellations;
import dev.sequitur.executor.ledger.RunCancellation;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.kafka.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cancels runs: for a request that waits for the answer, or for what is said on the log. */
@ApplicationScoped
public class Cancellations {

  private final ApiDatabase requests;
  private final PathDatabase path;
  private final ExecutorMetrics metrics;
  private final InstantSource clock;

  Cancellations(
      ApiDatabase requests, PathDatabase path, ExecutorMetrics metrics, InstantSource clock) {
    this.requests = requests;
    this.path = path;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Cancels what a batch asks for; nearly all batches ask for nothing. A run whose command has not
   * come yet is cancelled when it comes.
   */
  public void heard(Batch<Command> batch) {
    var asked = new ArrayList<CancelRun>(0);
    for (var received : batch) {
      if (received.value() instanceof Command.Cancel(var one)) {
        asked.add(one);
      }
    }
    heard(asked);
  }

  /** {@link #heard(Batch)} of what was read otherwise; heard again, it changes nothing. */
  public void heard(List<CancelRun> asked) {
    if (!asked.isEmpty()) {
      count(path.transact(tx -> cancelOrRemember(tx, asked)));
    }
  }

  private List<String> cancelOrRemember(Transaction tx, List<CancelRun> asked) throws SQLException {
    var done = RunCancellation.cancelAsOfThen(tx, asked, clock.instant());
    var early =
        asked.stream().filter(one -> done.decided().get(one.runId()) instanceof Cancelling.Unknown);
    EarlyCancellations.remember(tx, early.toList());
    return done.actions();
  }

  /**
   * Cancels a run for somebody.
   *
   * @throws dev.sequitur.kit.problem.Problem if the ledger does not know it, or it has ended
   */
  Cancelling.Cancelled cancel(
      String workspace, UUID runId, String principal, @Nullable String reason) {
    var asked = new CancelRun(runId, workspace, principal, reason, clock.instant());
    var done = requests.in(workspace, tx -> cancel(tx, asked));
    count(done.actions());
    return cancelled(done, asked);
  }

  private RunCancellation.Done cancel(Transaction tx, CancelRun asked) throws SQLException {
    var done = RunCancellation.cancel(tx, List.of(asked), asked.askedAt());
    var cancelled = cancelled(done, asked);
    if (cancelled.isNew()) {
      audit(tx, asked, cancelled);
    }
    return done;
  }

  private static Cancelling.Cancelled cancelled(RunCancellation.Done done, CancelRun asked) {
    return switch (Objects.requireNonNull(done.decided().get(asked.runId()))) {
      case Cancelling.Unknown _ ->
          throw ExecutorProblem.RUN_NOT_ADMITTED.with(
              "The ledger knows no run " + asked.runId() + ".");
      case Cancelling.Ended _ ->
          throw ExecutorProblem.RUN_ENDED.with("Run " + asked.runId() + " has ended.");
      case Cancelling.Cancelled cancelled -> cancelled;
    };
  }

  private void audit(Transaction tx, CancelRun asked, Cancelling.Cancelled cancelled) {
    var after = new LinkedHashMap<String, @Nullable Object>();
    after.put("cancelled", cancelled.ends().size());
    after.put("underWay", cancelled.underWay());
    after.put("reason", asked.reason());
    var entry =
        new AuditRecorded(
            UUID.randomUUID(),
            asked.workspace(),
            asked.askedAt(),
            asked.by(),
            "run:cancel",
            "runs/" + asked.runId(),
            null,
            after);
    tx.say(entry.message("executor-service"));
  }

  /** What is under way is counted when it ends. */
  private void count(List<String> actions) {
    actions.forEach(action -> metrics.settled(EffectState.CANCELLED, action));
  }
}
