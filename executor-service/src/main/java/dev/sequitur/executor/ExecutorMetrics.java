package dev.sequitur.executor;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.lane.Lanes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the executor tells of itself. Labels are bounded: no workspace, host or rule among them;
 * actions are those of the catalogue.
 */
@Startup
@ApplicationScoped
public class ExecutorMetrics {

  /** What an attempt, or the wait for one, may end in. */
  private static final Set<EffectState> SETTLED =
      EnumSet.of(
          EffectState.SUCCEEDED,
          EffectState.FAILED,
          EffectState.RETRY_WAIT,
          EffectState.UNKNOWN,
          EffectState.DEAD,
          EffectState.CANCELLED);

  private final Timer eventToEffect;
  private final Map<EffectState, Counter> settled = new EnumMap<>(EffectState.class);
  private final Map<String, Map<EffectState, Counter>> settledByAction = new HashMap<>();
  private final Counter duplicates;
  private final Counter superseded;
  private final Counter pastHorizon;
  private final Counter behind;
  private final AtomicLong oldestDueMillis = new AtomicLong();
  private final AtomicLong parked = new AtomicLong();
  private final AtomicLong pastDeadline = new AtomicLong();

  ExecutorMetrics(MeterRegistry registry, Lanes lanes, Actions actions) {
    eventToEffect =
        Timer.builder("sequitur.executor.event.effect")
            .description("from the event's acceptedAt to the settled instant of its effect")
            .publishPercentiles(0.5, 0.95, 0.99)
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(registry);
    for (var state : EffectState.values()) {
      settled.put(
          state, registry.counter("sequitur.executor.attempts.settled", "state", state.name()));
    }
    for (var type : actions.types()) {
      settledByAction.put(type.uses(), byState(registry, type.uses()));
    }
    duplicates = registry.counter("sequitur.executor.duplicates.suppressed");
    superseded = registry.counter("sequitur.executor.outcomes.superseded");
    pastHorizon = registry.counter("sequitur.executor.commands.past.horizon");
    behind = registry.counter("sequitur.executor.ledger.behind");
    gauge(registry, "sequitur.executor.due.oldest", oldestDueMillis, "seconds", 1e-3);
    gauge(registry, "sequitur.executor.effects.parked", parked, null, 1);
    gauge(registry, "sequitur.executor.effects.past.deadline", pastDeadline, null, 1);
    registry.gauge("sequitur.executor.calls.inflight", lanes, Lanes::inFlight);
    registry.gauge("sequitur.executor.breakers.open", lanes, Lanes::breakersOpen);
  }

  private static Map<EffectState, Counter> byState(MeterRegistry registry, String action) {
    var counters = new EnumMap<EffectState, Counter>(EffectState.class);
    for (var state : SETTLED) {
      counters.put(
          state,
          registry.counter("sequitur.executor.outcomes", "action", action, "state", state.name()));
    }
    return counters;
  }

  private static void gauge(
      MeterRegistry registry, String name, AtomicLong value, @Nullable String unit, double scale) {
    Gauge.builder(name, value, held -> held.get() * scale).baseUnit(unit).register(registry);
  }

  /**
   * An attempt was settled: with a final state, or RETRY_WAIT.
   *
   * @param action counted apart if it is one of the catalogue
   */
  public void settled(EffectState state, String action) {
    increment(settled.get(state));
    increment(settledByAction.getOrDefault(action, Map.of()).get(state));
  }

  private static void increment(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }

  public void effect(Duration sinceAccepted) {
    eventToEffect.record(sinceAccepted);
  }

  public void duplicates(long count) {
    duplicates.increment(count);
  }

  public void superseded(long count) {
    superseded.increment(count);
  }

  public void pastHorizon(long count) {
    pastHorizon.increment(count);
  }

  /** Commands and outcomes that the log knew and the ledger did not. */
  public void behind(long count) {
    behind.increment(count);
  }

  public void oldestDue(double seconds) {
    oldestDueMillis.set((long) (seconds * 1000));
  }

  public void parked(long count) {
    parked.set(count);
  }

  public void pastDeadline(long count) {
    pastDeadline.set(count);
  }
}
