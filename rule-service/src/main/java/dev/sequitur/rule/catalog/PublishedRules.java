package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Books;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The rules in force at any instant. Each version is compiled once, when it is heard. */
@ApplicationScoped
public class PublishedRules {

  private static final Logger LOG = Logger.getLogger(PublishedRules.class);

  private record Version(UUID uid, long change) {

    static Version of(DefinitionPublished published) {
      return new Version(published.uid(), published.change());
    }
  }

  private final RuleCompiler compiler;
  private final Map<Version, Rule> compiled = new ConcurrentHashMap<>();
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

  public RuleBook inForceAt(Instant instant) {
    return books.inForceAt(instant);
  }

  private void compile(DefinitionPublished change) {
    switch (compiler.compile(change)) {
      case RuleCompiler.Compiled(var rule) -> compiled.put(Version.of(change), rule);
      case RuleCompiler.Rejected(var errors) -> {
        unusable.incrementAndGet();
        LOG.errorf(
            "rule %s/%s version %d is not in force: %s",
            change.workspace(), change.name(), change.version(), errors);
      }
    }
  }

  private RuleBook bind(List<DefinitionPublished> active) {
    return RuleBook.of(
        active.stream()
            .map(change -> compiled.get(Version.of(change)))
            .filter(Objects::nonNull)
            .toList());
  }
}
