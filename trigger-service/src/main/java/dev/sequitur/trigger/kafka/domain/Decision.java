package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.kit.trace.TraceParent;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.event.CloudEvent;
import dev.sequitur.trigger.event.EventMapping;
import org.jspecify.annotations.Nullable;

/** What one trigger makes of one record. */
public sealed interface Decision {

  /** An event; it counts once the broker has acknowledged it. */
  record Accepted(AcceptedEvent event) implements Decision {}

  /**
   * The filter does not let it through.
   *
   * @param code why the filter could not be told, null if it is just false
   */
  record Filtered(@Nullable String code) implements Decision {}

  /** The mapping does not fit the record: no event, which is counted and shown. */
  record Refused(String pointer, String code, String detail) implements Decision {}

  /** Decides; the same record gives the same event, whenever and wherever it is read. */
  static Decision of(PublishedTrigger trigger, Decoded.Readable read) {
    var variables = read.variables();
    var filter = trigger.spec().filter();
    var verdict = filter == null ? new Verdict.Matched() : filter.condition(variables);
    return switch (verdict) {
      case Verdict.Unmatched _ -> new Filtered(null);
      case Verdict.Failed(String code, _) -> new Filtered(code);
      case Verdict.Matched _ ->
          switch (trigger.spec().mapping().map(variables, read.bytes())) {
            case EventMapping.Failed(String pointer, String code, String detail) ->
                new Refused(pointer, code, detail);
            case EventMapping.Mapped mapped -> accepted(trigger, read, mapped);
          };
    };
  }

  private static Decision accepted(
      PublishedTrigger trigger, Decoded.Readable read, EventMapping.Mapped mapped) {
    var whole = read.cloudEvent() == null ? mapped : completed(mapped, read.cloudEvent());
    var event =
        trigger.event(
            withKey(whole, read.record().key()),
            sourceKey(mapped, read),
            TraceParent.continued(read.headers().get("traceparent")));
    return new Accepted(event);
  }

  /** What the mapping leaves unset is that of the CloudEvent. */
  private static EventMapping.Mapped completed(EventMapping.Mapped mapped, CloudEvent event) {
    return new EventMapping.Mapped(
        mapped.type(),
        mapped.id(),
        mapped.key() == null ? event.key() : mapped.key(),
        mapped.subject() == null ? event.subject() : mapped.subject(),
        mapped.time() == null ? event.time() : mapped.time(),
        mapped.source() == null ? event.source() : mapped.source(),
        mapped.data());
  }

  /** What had one key on its topic keeps one order here. */
  private static EventMapping.Mapped withKey(EventMapping.Mapped mapped, @Nullable String key) {
    return mapped.key() != null || key == null
        ? mapped
        : new EventMapping.Mapped(
            mapped.type(),
            mapped.id(),
            key,
            mapped.subject(),
            mapped.time(),
            mapped.source(),
            mapped.data());
  }

  /** The first that is there: the trigger's own id, CloudEvents source and id, the position. */
  private static String sourceKey(EventMapping.Mapped mapped, Decoded.Readable read) {
    if (mapped.id() != null) {
      return "id:" + mapped.id();
    }
    var cloudEvent = read.cloudEvent();
    return cloudEvent == null ? read.record().sourceKey() : cloudEvent.sourceKey();
  }
}
