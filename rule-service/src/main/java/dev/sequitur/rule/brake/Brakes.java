package dev.sequitur.rule.brake;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.definition.Author;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.kafka.TransientFaultException;
import dev.sequitur.rule.brake.BrakeTable.Answer;
import dev.sequitur.rule.brake.domain.Braking;
import dev.sequitur.rule.catalog.RuleKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Answers starts that ask, a batch in one transaction: counts, answers, what is said of them, and
 * the suspensions that they bring about. Whatever comes again finds its answer, and says nothing.
 */
@ApplicationScoped
public class Brakes {

  /** Who suspends a rule whose brake says so. */
  public static final String PRINCIPAL = "storm-brake";

  private final PathDatabase database;
  private final Definitions definitions;
  private final RuleKind kind;
  private final BrakeMetrics metrics;

  Brakes(PathDatabase database, Definitions definitions, RuleKind kind, BrakeMetrics metrics) {
    this.database = database;
    this.definitions = definitions;
    this.kind = kind;
    this.metrics = metrics;
  }

  private record Done(List<Answer> answers, int suspended) {}

  /** Answers; may be called again with the same. */
  public void answer(List<AskedStart> starts) {
    if (starts.isEmpty()) {
      return;
    }
    var done =
        database.transact(
            transaction -> {
              var answers = answered(transaction, starts);
              return new Done(answers, suspend(transaction, answers));
            });
    metrics.answered(done.answers(), done.suspended());
  }

  private static List<Answer> answered(Transaction transaction, List<AskedStart> starts)
      throws SQLException {
    var connection = transaction.connection();
    var byRun = new LinkedHashMap<UUID, AskedStart>();
    starts.forEach(start -> byRun.putIfAbsent(start.run(), start));
    // First the locks: what another owner of the partition has answered is seen after them.
    var counts = BrakeTable.lock(connection, starts);
    var known = new Braking.Known(counts, BrakeTable.answers(connection, byRun.keySet()));
    var asks = byRun.values().stream().map(AskedStart::ask).toList();
    var decided = Braking.decide(known, asks);
    var answers = new ArrayList<Answer>();
    decided
        .answers()
        .forEach(
            (run, passes) ->
                answers.add(new Answer(Objects.requireNonNull(byRun.get(run)), passes)));
    if (answers.isEmpty()) {
      return answers;
    }
    BrakeTable.count(connection, decided.counts());
    if (BrakeTable.answer(connection, answers) < answers.size()) {
      // The same event with other data, and so in another window, was answered meanwhile.
      throw new TransientFaultException("a start was answered elsewhere; it is known next time");
    }
    answers.forEach(one -> say(transaction, one));
    return answers;
  }

  private static void say(Transaction transaction, Answer answer) {
    if (answer.passes()) {
      transaction.say(answer.start().asked().command());
    } else {
      transaction.sayAll(answer.start().rejected());
    }
  }

  /** Suspends the rules whose brake says so, each once, for the first start that may not pass. */
  private int suspend(Transaction transaction, List<Answer> answers) throws SQLException {
    var first = new LinkedHashMap<UUID, AskedStart>();
    for (var answer : answers) {
      if (!answer.passes() && answer.start().asked().terms().suspends()) {
        first.merge(answer.start().rule(), answer.start(), Brakes::latest);
      }
    }
    int suspended = 0;
    for (var start : first.values()) {
      var author = new Author(start.start().workspace(), PRINCIPAL);
      if (definitions.suspend(transaction, author, acting(start), start.because())) {
        suspended++;
      }
    }
    return suspended;
  }

  /** Of starts by several changes of a rule, one by the latest: the others act no more. */
  private static AskedStart latest(AskedStart one, AskedStart other) {
    return other.asked().terms().change() > one.asked().terms().change() ? other : one;
  }

  private Definitions.Acting acting(AskedStart start) {
    var starter = start.start().starter();
    return new Definitions.Acting(
        kind, starter.name(), starter.uid(), start.asked().terms().change());
  }
}
