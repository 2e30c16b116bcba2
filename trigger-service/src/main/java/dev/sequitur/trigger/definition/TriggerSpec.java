package dev.sequitur.trigger.definition;

import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.event.EventMapping;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger's {@code spec} says, compiled.
 *
 * @param filter what comes in and does not make it true makes no event
 * @param alarms null if none are asked for
 */
public record TriggerSpec(
    Source source, @Nullable Expression filter, EventMapping mapping, @Nullable AlarmSpec alarms) {

  /** A spec, or all that is wrong with it, with pointers from the manifest's root. */
  public record Reading(@Nullable TriggerSpec spec, List<Violation> errors) {}

  /** Reads and compiles a spec as far as it can be judged by itself. */
  public static Reading read(Map<String, @Nullable Object> spec) {
    return TriggerSpecReader.read(spec);
  }
}
