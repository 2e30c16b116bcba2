package dev.sequitur.executor.deadletter;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.ExecutorProblem;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.action.Actions.Preparation;
import dev.sequitur.kit.problem.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a redriven command looks like.
 *
 * @param changedGeneration its own generation if the request was changed: the target is given a new
 *     idempotency key, for it is another request
 * @param startWithin how long it may wait for its first attempt
 */
record NextGeneration(
    ActionCall call,
    String host,
    Delivery delivery,
    Duration timeout,
    int changedGeneration,
    Duration startWithin) {

  /** The same request once more, or another one where {@code with} is given. */
  static NextGeneration of(
      DeadLetter letter,
      @Nullable Map<String, @Nullable Object> with,
      Actions actions,
      Duration startWithin) {
    var old = letter.action();
    var changed = with != null && !with.equals(old.with());
    var call = changed && with != null ? changed(old, with) : old;
    var generation = changed ? letter.generation() + 1 : letter.changedGeneration();
    return switch (actions.prepare(call.uses(), call.with())) {
      case Preparation.Ready(var action) ->
          new NextGeneration(
              call,
              action.host(),
              action.delivery(call),
              action.timeout(call),
              generation,
              startWithin);
      case Preparation.Refused(var failure) -> {
        if (changed) {
          throw ExecutorProblem.ARGUMENTS_INVALID.with(
              failure.detail(), List.of(new Violation("/with", failure.code(), failure.detail())));
        }
        yield new NextGeneration(
            call, letter.host(), letter.delivery(), call.timeout(), generation, startWithin);
      }
    };
  }

  private static ActionCall changed(ActionCall old, Map<String, @Nullable Object> with) {
    return new ActionCall(
        old.commandId(),
        old.step(),
        old.iteration(),
        old.uses(),
        with,
        old.delivery(),
        old.retry(),
        old.timeout());
  }
}
