package dev.sequitur.trigger.event;

import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.trigger.TriggerProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what became of what came in: accepted, refused by code, filtered. */
@Startup
@ApplicationScoped
public class Tally {

  /** With these an event is not taken although nothing is wrong with it. */
  private static final List<TriggerProblem> AWAY =
      List.of(
          TriggerProblem.BROKER_UNAVAILABLE,
          TriggerProblem.TOO_MANY_IN_FLIGHT,
          TriggerProblem.TRIGGERS_NOT_READ);

  private static final String NO_CODE = "NOT_MATCHED";

  private final MeterRegistry meters;
  private final Counter accepted;
  // Both are bounded: codes are constants.
  private final Map<String, Counter> refused = new ConcurrentHashMap<>();
  private final Map<String, Counter> filtered = new ConcurrentHashMap<>();

  Tally(MeterRegistry meters) {
    this.meters = meters;
    this.accepted = meters.counter("sequitur.trigger.accepted");
    // From the start on, so that the first event that is not taken is a step from zero.
    for (var code : AWAY) {
      meters.counter("sequitur.trigger.refused", "code", code.name());
    }
  }

  /** Events that the broker has acknowledged. */
  public void accepted(int events) {
    accepted.increment(events);
  }

  public void refused(ProblemCode code) {
    refused
        .computeIfAbsent(
            code.name(), name -> meters.counter("sequitur.trigger.refused", "code", name))
        .increment();
  }

  /** A request that a filter kept out; the code says why if the filter could not be told. */
  public void filtered(@Nullable String code) {
    filtered
        .computeIfAbsent(
            code == null ? NO_CODE : code,
            name -> meters.counter("sequitur.trigger.filtered", "code", name))
        .increment();
  }
}
