package dev.sequitur.executor.action;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Something that can be done to the outside. */
public interface Action<A extends Arguments> {

  ActionType type();

  /**
   * Reads arguments as the input schema describes them.
   *
   * @throws InvalidArgumentsException naming every mistake
   */
  A read(Map<String, @Nullable Object> with);

  /**
   * Makes one attempt. Never blocks. A refusal or failure of the target is a result; the stage
   * fails only by a fault of ours, which counts as if the request had been written.
   */
  CompletionStage<ActionResult> perform(ActionContext context, A arguments);
}
