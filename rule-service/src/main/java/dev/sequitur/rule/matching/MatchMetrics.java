package dev.sequitur.rule.matching;

import dev.sequitur.kit.expression.ExpressionCode;
import dev.sequitur.rule.matching.domain.DecisionCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** What matching tells of itself; once a batch, never once an event. */
@Startup
@ApplicationScoped
public class MatchMetrics {

  private final MeterRegistry registry;
  private final Counter evaluated;
  private final Counter matched;
  private final Counter unmatched;
  private final Counter duplicates;
  private final Counter altered;
  private final Timer evaluation;

  MatchMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.evaluated = registry.counter("sequitur.rule.evaluated");
    this.matched = registry.counter("sequitur.rule.matched");
    this.unmatched = registry.counter("sequitur.rule.unmatched");
    this.duplicates = registry.counter("sequitur.rule.duplicates");
    this.altered = registry.counter("sequitur.rule.duplicates.altered");
    this.evaluation = registry.timer("sequitur.rule.evaluation");
    // Present from the start, so that a rate over them is right at their first occurrence.
    for (var code : ExpressionCode.values()) {
      conditionErrors(code.name());
      rejected(code.name());
    }
    for (var code : DecisionCode.values()) {
      rejected(code.name());
    }
    suppressed(DecisionCode.RULE_NOT_VALID.name());
  }

  /**
   * Adds what a batch came to.
   *
   * @param nanos from its first event to the acknowledgement of all that follows from it
   */
  public void record(Tallies tallies, long nanos) {
    evaluation.record(nanos, TimeUnit.NANOSECONDS);
    tallies.all().forEach(this::add);
  }

  private void add(Tally tally) {
    var summary = tally.summary();
    evaluated.increment(summary.evaluated());
    matched.increment(summary.started() + (double) summary.failed());
    unmatched.increment(summary.unmatched());
    duplicates.increment(summary.duplicates());
    altered.increment(tally.altered());
    for (var error : summary.errors()) {
      if (!error.rule().equals(Tally.NO_RULE)) {
        conditionErrors(error.code()).increment(error.count());
      }
    }
    tally.rejections().forEach((code, count) -> rejected(code).increment(count));
    tally.suppressions().forEach((code, count) -> suppressed(code).increment(count));
  }

  private Counter conditionErrors(String code) {
    return registry.counter("sequitur.rule.condition.errors", "code", code);
  }

  private Counter suppressed(String code) {
    return registry.counter("sequitur.rule.suppressed", "code", code);
  }

  private Counter rejected(String code) {
    return registry.counter("sequitur.rule.rejected", "code", code);
  }
}
