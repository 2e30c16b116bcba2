package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.Starter;
import dev.sequitur.rule.matching.domain.index.Plan;
import dev.sequitur.rule.table.domain.DecisionTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule, compiled. Immutable.
 *
 * @param workspace whose events it sees
 * @param starter who it is, as the runs that it starts say
 * @param on event types, {@code com.example.*} for all below, {@code *} for all
 * @param actions at least one
 * @param table decides what they see besides the event, and whether they are carried out at all;
 *     null if there is none
 * @param restraint what holds it back although its condition is true
 * @param trial the change with which it became a shadow, which decides without effects; null if it
 *     acts
 */
public record Rule(
    String workspace,
    Starter starter,
    List<String> on,
    Condition condition,
    List<PlannedAction> actions,
    Validity validity,
    @Nullable DecisionTable table,
    Restraint restraint,
    @Nullable Long trial) {

  /** A rule that acts. */
  public Rule(
      String workspace,
      Starter starter,
      List<String> on,
      Condition condition,
      List<PlannedAction> actions,
      Validity validity,
      @Nullable DecisionTable table,
      Restraint restraint) {
    this(workspace, starter, on, condition, actions, validity, table, restraint, null);
  }

  /** A rule without a table, and with nothing of its own that holds it back. */
  public Rule(
      String workspace,
      Starter starter,
      List<String> on,
      Condition condition,
      List<PlannedAction> actions,
      Validity validity) {
    this(workspace, starter, on, condition, actions, validity, null, Restraint.USUAL);
  }

  /** The same rule under another condition. */
  public Rule under(Condition other) {
    return new Rule(workspace, starter, on, other, actions, validity, table, restraint, trial);
  }

  /** The same as a shadow, or as one that acts if there is no trial. */
  public Rule in(@Nullable Long other) {
    return new Rule(workspace, starter, on, condition, actions, validity, table, restraint, other);
  }

  /** How events are found that it matches, and what they are read for. */
  Plan plan() {
    var further = new ArrayList<List<String>>();
    actions.forEach(action -> further.addAll(action.with().fields()));
    return condition.plan().alsoReading(further);
  }

  /** Whether it decides without effects. */
  public boolean isShadow() {
    return trial != null;
  }
}
