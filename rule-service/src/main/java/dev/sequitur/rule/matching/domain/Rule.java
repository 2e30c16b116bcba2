package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.Starter;
import java.util.List;

/**
 * One version of a rule, compiled. Immutable.
 *
 * @param workspace whose events it sees
 * @param starter who it is, as the runs that it starts say
 * @param on event types, {@code com.example.*} for all below, {@code *} for all
 * @param actions at least one
 */
public record Rule(
    String workspace,
    Starter starter,
    List<String> on,
    Condition condition,
    List<PlannedAction> actions,
    Validity validity) {

  /** The same rule under another condition. */
  public Rule under(Condition other) {
    return new Rule(workspace, starter, on, other, actions, validity);
  }
}
