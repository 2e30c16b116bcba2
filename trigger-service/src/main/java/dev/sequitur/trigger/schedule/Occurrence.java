package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.event.EventMapping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a nominal instant says: the same trigger and instant give the same event. */
sealed interface Occurrence {

  /** An event. */
  record Says(AcceptedEvent event) implements Occurrence {}

  /**
   * None: the trigger's filter keeps it out.
   *
   * @param code why the filter could not be told; null if it is just false
   */
  record Filtered(@Nullable String code) implements Occurrence {}

  /**
   * None: the trigger's mapping does not come about.
   *
   * @param violation the first thing that did not, in the trigger's manifest
   */
  record Unmapped(Violation violation) implements Occurrence {}

  static Occurrence decide(PublishedTrigger trigger, Instant nominal, String traceParent) {
    var variables = Variables.of(Map.of("nominalInstant", nominal));
    var filter = trigger.spec().filter();
    return switch (filter == null ? new Verdict.Matched() : filter.condition(variables)) {
      case Verdict.Matched _ -> map(trigger, nominal, variables, traceParent);
      case Verdict.Unmatched _ -> new Filtered(null);
      case Verdict.Failed(String code, _) -> new Filtered(code);
    };
  }

  private static Occurrence map(
      PublishedTrigger trigger, Instant nominal, Variables variables, String traceParent) {
    return switch (trigger.spec().mapping().map(variables, whole(nominal))) {
      case EventMapping.Mapped mapped ->
          new Says(trigger.event(at(nominal, mapped), key(nominal, mapped.id()), traceParent));
      case EventMapping.Failed(String pointer, String code, String detail) ->
          new Unmapped(new Violation(pointer, code, detail));
    };
  }

  /**
   * What names the occurrence: the schedule, which the id holds besides, and the instant in UTC.
   */
  private static String key(Instant nominal, @Nullable String mapped) {
    return mapped == null ? "schedule:" + nominal : "id:" + mapped;
  }

  /** It happens at its nominal instant, however late it is noticed. */
  private static EventMapping.Mapped at(Instant nominal, EventMapping.Mapped mapped) {
    return new EventMapping.Mapped(
        mapped.type(),
        mapped.id(),
        mapped.key(),
        mapped.subject(),
        mapped.time() == null ? nominal : mapped.time(),
        mapped.source(),
        mapped.data());
  }

  private static byte[] whole(Instant nominal) {
    return ("{\"nominalInstant\":\"" + nominal + "\"}").getBytes(StandardCharsets.UTF_8);
  }
}
