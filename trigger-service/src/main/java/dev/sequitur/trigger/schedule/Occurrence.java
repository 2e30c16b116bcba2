package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
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
   * None.
   *
   * @param reason FILTERED or MAPPING_FAILED, and the expression's code where there is one
   */
  record SaysNothing(String reason) implements Occurrence {}

  static Occurrence decide(PublishedTrigger trigger, Instant nominal, String traceParent) {
    var variables = Variables.of(Map.of("nominalInstant", nominal));
    var filter = trigger.spec().filter();
    return switch (filter == null ? new Verdict.Matched() : filter.condition(variables)) {
      case Verdict.Matched _ -> map(trigger, nominal, variables, traceParent);
      case Verdict.Unmatched _ -> new SaysNothing("FILTERED");
      case Verdict.Failed(String code, _) -> new SaysNothing("FILTERED: " + code);
    };
  }

  private static Occurrence map(
      PublishedTrigger trigger, Instant nominal, Variables variables, String traceParent) {
    return switch (trigger.spec().mapping().map(variables, whole(nominal))) {
      case EventMapping.Mapped mapped ->
          new Says(trigger.event(at(nominal, mapped), key(nominal, mapped.id()), traceParent));
      case EventMapping.Failed(String pointer, String code, _) ->
          new SaysNothing("MAPPING_FAILED: " + code + " at " + pointer);
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
