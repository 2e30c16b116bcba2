package dev.sequitur.executor.deadletter;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.ExecutorProblem;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.effect.DueLoop;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dead letters of a workspace: found, shown, and redriven as a new generation. */
@ApplicationScoped
public class DeadLetters {

  /** Redriven by one request at most; the rest needs another. */
  static final int REDRIVEN_AT_ONCE = 500;

  private final ApiDatabase database;
  private final Actions actions;
  private final ExecutorConfig config;
  private final DueLoop due;
  private final InstantSource clock;

  DeadLetters(
      ApiDatabase database,
      Actions actions,
      ExecutorConfig config,
      DueLoop due,
      InstantSource clock) {
    this.database = database;
    this.actions = actions;
    this.config = config;
    this.due = due;
    this.clock = clock;
  }

  List<DeadLetter> page(
      String workspace, DeadLetterFilter filter, Page.@Nullable Cursor after, int limit) {
    return database.in(
        workspace, tx -> DeadLetterRows.page(tx.connection(), workspace, filter, after, limit));
  }

  long count(String workspace, DeadLetterFilter filter) {
    return database.in(workspace, tx -> DeadLetterRows.count(tx.connection(), workspace, filter));
  }

  DeadLetter get(String workspace, UUID commandId) {
    return database.in(workspace, tx -> find(tx, commandId));
  }

  /**
   * Has a command carried out once more.
   *
   * @param with other arguments; null = the same
   * @return its new generation
   */
  int redrive(
      String workspace,
      UUID commandId,
      @Nullable Map<String, @Nullable Object> with,
      String principal) {
    var generation =
        database.in(
            workspace,
            tx -> {
              var letter = find(tx, commandId);
              var next = next(letter, with);
              if (!redrive(tx, letter, next, principal)) {
                throw ExecutorProblem.DEAD_LETTER_ALREADY_REDRIVEN.with(
                    "It is under way again or has reached another end since.");
              }
              audit(tx, letter, next, principal);
              return letter.generation() + 1;
            });
    due.nudge();
    return generation;
  }

  /**
   * Has all that match carried out once more, up to {@link #REDRIVEN_AT_ONCE}; returns how many.
   */
  int redriveAll(String workspace, DeadLetterFilter filter, String principal) {
    var redriven =
        database.in(
            workspace,
            tx -> {
              var letters =
                  DeadLetterRows.page(tx.connection(), workspace, filter, null, REDRIVEN_AT_ONCE);
              var count = 0;
              for (var letter : sorted(letters)) {
                if (redrive(tx, letter, next(letter, null), principal)) {
                  count++;
                }
              }
              auditAll(tx, workspace, filter, count, principal);
              return count;
            });
    due.nudge();
    return redriven;
  }

  private boolean redrive(Transaction tx, DeadLetter letter, NextGeneration next, String principal)
      throws SQLException {
    return DeadLetterRows.mark(tx.connection(), letter, principal)
        && RedriveRows.reopen(tx.connection(), letter, next);
  }

  private NextGeneration next(DeadLetter letter, @Nullable Map<String, @Nullable Object> with) {
    return NextGeneration.of(letter, with, actions, config.parkedAtLongest());
  }

  private static DeadLetter find(Transaction tx, UUID commandId) throws SQLException {
    return DeadLetterRows.latest(tx.connection(), commandId)
        .orElseThrow(
            () ->
                ExecutorProblem.DEAD_LETTER_NOT_FOUND.with("No command of that id was given up."));
  }

  /** In the order in which every transaction touches them. */
  private static List<DeadLetter> sorted(List<DeadLetter> letters) {
    return letters.stream().sorted(Comparator.comparing(DeadLetter::commandId)).toList();
  }

  private void audit(Transaction tx, DeadLetter letter, NextGeneration next, String principal) {
    var changed = next.changedGeneration() == letter.generation() + 1;
    say(
        tx,
        letter.workspace(),
        principal,
        "dead-letters/" + letter.commandId(),
        Map.of(
            "generation", letter.generation(),
            "state", letter.state().name(),
            "code", letter.code()),
        Map.of("generation", letter.generation() + 1, "requestChanged", changed));
  }

  private void auditAll(
      Transaction tx, String workspace, DeadLetterFilter filter, int count, String principal) {
    var after = new LinkedHashMap<String, @Nullable Object>();
    after.put("redriven", count);
    after.put("ruleName", filter.ruleName());
    after.put("code", filter.code());
    after.put("since", filter.since() == null ? null : filter.since().toString());
    say(tx, workspace, principal, "dead-letters", null, after);
  }

  private void say(
      Transaction tx,
      String workspace,
      String principal,
      String resource,
      @Nullable Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after) {
    var entry =
        new AuditRecorded(
            UUID.randomUUID(),
            workspace,
            clock.instant(),
            principal,
            "dead-letter:redrive",
            resource,
            before,
            after);
    tx.say(entry.message("executor-service"));
  }
}
