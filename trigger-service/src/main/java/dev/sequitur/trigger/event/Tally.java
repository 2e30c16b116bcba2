package dev.sequitur.trigger.event;

import dev.sequitur.kit.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what became of what came in: accepted, refused by code, filtered. */
@ApplicationScoped
public class Tally {

  private static final String NO_CODE = "NOT_MATCHED";

  private final MeterRegistry meters;
  private final Counter accepted;
  // Both are bounded: codes are constants.
  private final Map<String, Counter> refused = new ConcurrentHashMap<>();
  private final Map<String, Counter> filtered = new ConcurrentHashMap<>();

  Tally(MeterRegistry meters) {
    this.meters = meters;
    this.accepted = meters.counter("sequitur.trigger.accepted");
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
