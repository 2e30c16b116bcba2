package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.event.Tally;
import dev.sequitur.trigger.kafka.domain.Decision;
import dev.sequitur.trigger.state.Activities;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what became of records: by trigger for people, by topic for metrics. */
@ApplicationScoped
class Tallies {

  private final Map<UUID, TriggerTally> byTrigger = new ConcurrentHashMap<>();
  private final Tally common;
  private final Activities activities;
  private final MeterRegistry meters;

  Tallies(Tally common, Activities activities, MeterRegistry meters) {
    this.common = common;
    this.activities = activities;
    this.meters = meters;
  }

  TriggerTally of(UUID trigger) {
    return byTrigger.computeIfAbsent(trigger, _ -> new TriggerTally());
  }

  void decided(Given given, Decision decision, Instant at) {
    of(given.trigger().uid())
        .decided(decision, given.record().partition(), given.record().offset(), at);
    switch (decision) {
      case Decision.Accepted(var event) -> {
        common.accepted(1);
        activities.of(event.workspace(), event.trigger()).accepted(event.id());
      }
      case Decision.Filtered(String code) -> common.filtered(code);
      case Decision.Refused _ -> common.refused(TriggerProblem.MAPPING_FAILED);
    }
  }

  /** Once a batch: how many records a topic's reader has handled, and what they gave. */
  void handled(String topic, int records, int events, long refused) {
    meters.counter("sequitur.trigger.kafka.records", "topic", topic).increment(records);
    meters.counter("sequitur.trigger.kafka.events", "topic", topic).increment(events);
    meters.counter("sequitur.trigger.kafka.refused", "topic", topic).increment(refused);
  }

  /** Records that the topic no longer had when they were to be read. */
  void lost(String topic, long records) {
    meters.counter("sequitur.trigger.kafka.lost", "topic", topic).increment(records);
  }
}
