package dev.sequitur.executor.effect;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.action.Actions.Preparation;
import dev.sequitur.executor.ledger.Effect;
import dev.sequitur.executor.ledger.PlannedEffect;
import dev.sequitur.executor.ledger.PlannedRun;
import dev.sequitur.executor.ledger.Run;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Makes of a command the run and effects that it asks for. Pure. */
public final class Planning {

  private Planning() {}

  public static PlannedRun of(
      PerformActions command, @Nullable String traceParent, Actions actions) {
    var run =
        new Run(
            command.runId(),
            command.revision(),
            command.workspace(),
            command.starter(),
            command.event(),
            command.decidedAt(),
            traceParent,
            command.actions().size() == 1);
    var effects = new ArrayList<PlannedEffect>(command.actions().size());
    for (var call : command.actions()) {
      effects.add(effect(run, call, actions));
    }
    return new PlannedRun(run, effects);
  }

  private static PlannedEffect effect(Run run, ActionCall call, Actions actions) {
    return switch (actions.prepare(call.uses(), call.with())) {
      case Preparation.Ready(var action) ->
          new PlannedEffect(
              new Effect(run, call, action.delivery(call), action.host(), 0, 0),
              action,
              null,
              action.timeout(call));
      case Preparation.Refused(var failure) -> {
        var delivery = call.delivery() == null ? Delivery.AT_LEAST_ONCE : call.delivery();
        var effect = new Effect(run, call, delivery, "", 0, 0);
        yield new PlannedEffect(effect, null, failure, call.timeout());
      }
    };
  }
}
