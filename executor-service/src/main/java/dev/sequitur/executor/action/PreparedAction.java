package dev.sequitur.executor.action;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Delivery;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** An action together with arguments that it has read. */
public record PreparedAction<A extends Arguments>(Action<A> action, A arguments) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  public String host() {
    return arguments.host();
  }

  /**
   * What the rule asked for, else what the arguments imply, else the action's default. A marker or
   * an answer that the action cannot give does not become true by being asked for: then nothing is
   * repeated that may have happened.
   */
  public Delivery delivery(ActionCall call) {
    var asked = call.delivery();
    if (asked != null) {
      return needsTheTarget(asked) && asked != action.type().delivery()
          ? Delivery.AT_MOST_ONCE
          : asked;
    }
    var implied = arguments.delivery();
    return implied == null ? action.type().delivery() : implied;
  }

  private static boolean needsTheTarget(Delivery delivery) {
    return delivery == Delivery.TRANSACTIONAL || delivery == Delivery.VERIFIABLE;
  }

  /** Time for one attempt, within bounds. */
  public Duration timeout(ActionCall call) {
    var own = arguments.timeout();
    var asked = own == null ? call.timeout() : own;
    if (asked.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  public CompletionStage<ActionResult> perform(ActionContext context) {
    return action.perform(context, arguments);
  }
}
