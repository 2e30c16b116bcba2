package dev.sequitur.notification.delivery;

import dev.sequitur.contracts.EffectSettled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many messages came into each state. */
@Startup
@ApplicationScoped
class DeliveryMetrics {

  private final Map<DeliveryState, Counter> states = new EnumMap<>(DeliveryState.class);

  DeliveryMetrics(MeterRegistry metrics) {
    for (var state : DeliveryState.values()) {
      states.put(
          state,
          Counter.builder("sequitur.notification.deliveries")
              .description("messages through channels that came into a state")
              .tag("state", state.name())
              .register(metrics));
    }
  }

  void decided(List<Delivery> deliveries) {
    deliveries.forEach(delivery -> count(delivery.standing().state(), 1));
  }

  void settled(List<EffectSettled> outcomes) {
    outcomes.forEach(outcome -> count(DeliveryState.of(outcome.state()), 1));
  }

  void count(DeliveryState state, int times) {
    var counter = states.get(state);
    if (counter != null) {
      counter.increment(times);
    }
  }
}
