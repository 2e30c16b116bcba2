package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.retry.RunEnding;
import dev.sequitur.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows when effects have ended, in the transaction that ends them. */
final class Endings {

  private Endings() {}

  /** Says the outcomes of what has ended, and ends runs that have nothing open any more. */
  static void end(Transaction tx, List<Settlement> ended, Instant at) throws SQLException {
    if (ended.isEmpty()) {
      return;
    }
    var standings = standings(tx, ended);
    var told = new HashSet<Run.Key>();
    var letters = new ArrayList<DeadLetterStatements.Row>();
    // Backwards, so that it is the last outcome of a run that carries its end.
    for (var settlement : ended.reversed()) {
      var key = settlement.claim().effect().run().key();
      var standing = standings.get(key);
      if (standing == null) {
        throw new IllegalStateException("the admission of run " + key.runId() + " is gone");
      }
      var end = told.add(key) ? Outcomes.end(standing.ending(), standing.generation(), at) : null;
      tx.say(Outcomes.outcome(settlement, end, at));
      sayToFollower(tx, settlement.claim().effect().run(), end);
      if (settlement.isGivenUp()) {
        letters.add(new DeadLetterStatements.Row(settlement, standing.generation()));
      }
    }
    store(tx, letters, at);
  }

  static void sayToFollower(Transaction tx, Run run, EffectSettled.@Nullable RunEnd end) {
    var told = end == null ? null : Outcomes.followed(run, end);
    if (told != null) {
      tx.say(told);
    }
  }

  /** Where the runs stand now. One with a single effect stands where that stands. */
  private static Map<Run.Key, SettleStatements.Standing> standings(
      Transaction tx, List<Settlement> ended) throws SQLException {
    Map<Run.Key, SettleStatements.Standing> standings = new HashMap<>();
    Map<Run.Key, List<EffectState>> counted = new HashMap<>();
    for (var settlement : ended) {
      var effect = settlement.claim().effect();
      var run = effect.run();
      if (run.sole()) {
        var ending = RunEnding.of(List.of(settlement.state()));
        standings.put(run.key(), new SettleStatements.Standing(ending, effect.generation()));
      } else {
        counted.computeIfAbsent(run.key(), _ -> new ArrayList<>(1)).add(settlement.state());
      }
    }
    standings.putAll(SettleStatements.count(tx.connection(), counted));
    return standings;
  }

  /** UNKNOWN is kept to be redriven, but it is no command that was given up: nothing is said. */
  static int store(Transaction tx, List<DeadLetterStatements.Row> letters, Instant at)
      throws SQLException {
    var fresh = DeadLetterStatements.insert(tx.connection(), letters, at);
    for (var letter : letters) {
      var settlement = letter.settlement();
      if (settlement.state() != EffectState.UNKNOWN
          && fresh.contains(letter.effect().commandId())) {
        tx.say(Outcomes.deadLetter(settlement, at));
      }
    }
    return fresh.size();
  }
}
