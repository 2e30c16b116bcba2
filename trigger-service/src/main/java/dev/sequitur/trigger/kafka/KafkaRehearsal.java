package dev.sequitur.trigger.kafka;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.TriggerConfig;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.kafka.domain.Decision;
import dev.sequitur.trigger.kafka.domain.Decoded;
import dev.sequitur.trigger.kafka.domain.SourceRecord;
import dev.sequitur.trigger.trial.Rehearsal;
import dev.sequitur.trigger.trial.Sample;
import dev.sequitur.trigger.trial.Trial;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** What a trigger would make of a record. */
@ApplicationScoped
class KafkaRehearsal implements Rehearsal {

  private final int limit;

  KafkaRehearsal(TriggerConfig config) {
    this.limit = config.bodyLimit();
  }

  @Override
  public boolean rehearses(Source source) {
    return source instanceof Source.Kafka;
  }

  @Override
  public Set<String> fields() {
    return Set.of("body", "text", "headers", "key");
  }

  @Override
  @SuppressWarnings("NullAway") // it overlooks that a tombstone's value is declared as nullable
  public Trial rehearse(PublishedTrigger trigger, Sample sample) {
    var source = (Source.Kafka) trigger.spec().source();
    var record =
        new SourceRecord(source.topic(), "", 0, 0, sample.headers(), sample.key(), sample.body());
    return switch (Decoded.of(record, source.format(), limit)) {
      case Decoded.Unreadable(String reason) -> Trial.unreadable(reason);
      case Decoded.Readable read ->
          switch (Decision.of(trigger, read)) {
            case Decision.Accepted(AcceptedEvent event) ->
                Trial.accepted(event, !isNamedByItsPlace(trigger, record, event));
            case Decision.Filtered(String code) -> Trial.filtered(code);
            case Decision.Refused(String pointer, String code, String detail) ->
                Trial.rejected(
                    TriggerProblem.MAPPING_FAILED.name(),
                    "The trigger " + trigger.name() + " cannot make an event of this record.",
                    List.of(new Violation(pointer, code, detail)));
          };
    };
  }

  /** A sample has no place on the topic. */
  private static boolean isNamedByItsPlace(
      PublishedTrigger trigger, SourceRecord record, AcceptedEvent event) {
    return event.id().equals(Ids.event(trigger.workspace(), trigger.uid(), record.sourceKey()));
  }
}
