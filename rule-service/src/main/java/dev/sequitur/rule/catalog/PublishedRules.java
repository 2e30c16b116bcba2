package dev.sequitur.rule.catalog;

import static java.util.stream.Collectors.partitioningBy;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Books;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.PublishedCondition;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force at any instant, each under the named conditions in force at that instant. A
 * version is compiled once, when it is heard; a rule that names conditions, once for each
 * combination of versions.
 */
@ApplicationScoped
public class PublishedRules {

  private static final Logger LOG = Logger.getLogger(PublishedRules.class);

  private final RuleCompiler compiler;
  private final Map<Version, RuleCompiler.Compiled> compiled = new ConcurrentHashMap<>();
  private final Map<Version, When> conditions = new ConcurrentHashMap<>();
  private final NamingRules naming = new NamingRules();
  private final Books<RuleBook> books = new Books<>(this::bind);
  private final AtomicInteger unusable;

  public PublishedRules(RuleCompiler compiler, MeterRegistry metrics) {
    this.compiler = compiler;
    this.unusable = metrics.gauge("sequitur.rule.unusable", new AtomicInteger());
  }

  /**
   * Takes note of a publication. A version that this service cannot make a rule of, because it is
   * of an older or newer form, is not in force; it is logged and counted, and stops nothing.
   */
  public void heard(DefinitionPublished change) {
    if (change.state() == State.ACTIVE && !compiled.containsKey(Version.of(change))) {
      compile(change);
    }
    books.heard(change);
  }

  /**
   * Takes note of a publication of a named condition. Rules that name it are made anew for the
   * instants at which this version is in force.
   */
  public void conditionHeard(DefinitionPublished change) {
    if (change.state() == State.ACTIVE && !conditions.containsKey(Version.of(change))) {
      var reading = PublishedCondition.read(change);
      if (reading.when() == null) {
        unusable(change, reading.errors());
      } else {
        conditions.put(Version.of(change), reading.when());
      }
    }
    books.heard(change);
  }

  public RuleBook inForceAt(Instant instant) {
    return books.inForceAt(instant);
  }

  private void compile(DefinitionPublished change) {
    switch (compiler.compile(change)) {
      case RuleCompiler.Compiled rule -> compiled.put(Version.of(change), rule);
      case RuleCompiler.Rejected(var errors) -> unusable(change, errors);
    }
  }

  private void unusable(DefinitionPublished change, List<Violation> errors) {
    unusable.incrementAndGet();
    LOG.errorf(
        "%s %s/%s version %d is not in force: %s",
        change.kind(), change.workspace(), change.name(), change.version(), errors);
  }

  /** Called by one thread at a time. */
  private RuleBook bind(List<DefinitionPublished> active) {
    var isRule = active.stream().collect(partitioningBy(one -> one.kind().equals(RuleKind.NAME)));
    var named = new ConditionsInForce(isRule.getOrDefault(false, List.of()), conditions::get);
    return RuleBook.of(
        isRule.getOrDefault(true, List.of()).stream()
            .map(change -> rule(Version.of(change), named))
            .filter(Objects::nonNull)
            .toList());
  }

  private @Nullable Rule rule(Version version, ConditionsInForce named) {
    var rule = compiled.get(version);
    if (rule == null) {
      return null;
    }
    return rule.naming() == null
        ? rule.rule()
        : naming.make(version, rule.rule(), rule.naming(), named);
  }
}
