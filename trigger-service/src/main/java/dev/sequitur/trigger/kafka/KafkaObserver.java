package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.state.Observation;
import dev.sequitur.trigger.state.Observation.Condition;
import dev.sequitur.trigger.state.Observer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How triggers that read topics are, as a trigger's state shows it. */
@ApplicationScoped
class KafkaObserver implements Observer {

  private final KafkaStates states;

  KafkaObserver(KafkaStates states) {
    this.states = states;
  }

  @Override
  public boolean observes(Source source) {
    return source instanceof Source.Kafka;
  }

  @Override
  public Observation observe(String workspace, UUID trigger) {
    return states
        .of(trigger)
        .map(KafkaObserver::observation)
        .orElseGet(() -> Observation.blank(Condition.STARTING, "NOT_YET_IN_FORCE"));
  }

  private static Observation observation(KafkaTriggerState state) {
    var condition =
        switch (state.phase()) {
          case FAILING -> Condition.FAILING;
          case BACKING_OFF -> Condition.BACKING_OFF;
          case STARTING -> Condition.STARTING;
          case RUNNING, CATCHING_UP, PAUSED -> Condition.RUNNING;
        };
    var eventAt = state.counts().lastEventAt();
    return new Observation(
        condition,
        state.reason(),
        eventAt == null ? null : new Observation.LastEvent(null, eventAt),
        refusal(state.lastRefusal(), eventAt),
        null,
        null);
  }

  /**
   * Records are counted as they come; of those since the last event it is known whether any was
   * refused.
   */
  private static Observation.@Nullable LastRefusal refusal(
      KafkaTriggerState.@Nullable Refusal refusal, @Nullable Instant eventAt) {
    if (refusal == null) {
      return null;
    }
    var isLater = eventAt == null || refusal.at().isAfter(eventAt);
    return new Observation.LastRefusal(refusal.code(), refusal.at(), isLater ? 1 : 0);
  }
}
