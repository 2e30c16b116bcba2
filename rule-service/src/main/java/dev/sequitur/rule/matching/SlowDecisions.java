package dev.sequitur.rule.matching;

import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The watchdog over expressions. What an evaluation may do is bounded by counting, so that this
 * only raises an alarm: a batch that took long is decided again, rule by rule and without effect,
 * to find the one that takes so long, at most once in a while.
 */
@ApplicationScoped
public class SlowDecisions {

  private static final Logger LOG = Logger.getLogger(SlowDecisions.class);
  private static final Duration BOUND = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Counter slow;
  private final long bound;
  private volatile long notBefore;

  @Inject
  public SlowDecisions(MeterRegistry registry) {
    this(registry, BOUND);
  }

  SlowDecisions(MeterRegistry registry, Duration bound) {
    this.slow = registry.counter("sequitur.expression.slow");
    this.bound = bound.toNanos();
    this.notBefore = System.nanoTime();
  }

  /** An event, and the rules that were in force for it. */
  public record Decided(RuleBook book, Occurrence event) {}

  /**
   * Looks at a batch that was decided.
   *
   * @param nanos that it took
   * @param batch asked for only if that was long
   */
  public void watch(long nanos, Supplier<Stream<Decided>> batch) {
    long now = System.nanoTime();
    if (nanos > bound && now - notBefore >= 0) {
      notBefore = now + PAUSE.toNanos();
      batch.get().forEach(this::find);
    }
  }

  private void find(Decided decided) {
    var event = decided.event();
    Stream.concat(
            Evaluation.decide(decided.book(), event).stream(),
            Evaluation.decideShadows(decided.book(), event).stream())
        .map(Decision::rule)
        .filter(rule -> takesLong(rule, event))
        .forEach(rule -> alarm(rule, event));
  }

  private boolean takesLong(Rule rule, Occurrence event) {
    var alone = RuleBook.of(List.of(rule.in(null)));
    long begun = System.nanoTime();
    var decisions = Evaluation.decide(alone, event);
    return !decisions.isEmpty() && System.nanoTime() - begun > bound;
  }

  private void alarm(Rule rule, Occurrence event) {
    slow.increment();
    LOG.warnf(
        "the rule %s/%s version %d takes more than %d ms for the event %s",
        rule.workspace(),
        rule.starter().name(),
        rule.starter().version(),
        bound / 1_000_000,
        event.event().id());
  }
}
