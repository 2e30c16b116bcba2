package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.catalog.Editions.InForce;
import dev.sequitur.rule.condition.ConditionKind;
import dev.sequitur.rule.condition.PublishedCondition;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.RuleBook;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
  private final Map<Version, List<RuleCompiler.Compiled>> compiled = new ConcurrentHashMap<>();
  private final Map<Version, When> conditions = new ConcurrentHashMap<>();
  private final NamingRules naming = new NamingRules();
  private final Editions editions = new Editions(this::bind);
  private final AtomicInteger unusable;

  public PublishedRules(RuleCompiler compiler, MeterRegistry metrics) {
    this.compiler = compiler;
    this.unusable = metrics.gauge("sequitur.rule.unusable", new AtomicInteger());
    metrics.gauge("sequitur.rule.in.force", this, rules -> rules.latest().size());
  }

  /**
   * Takes note of a publication. A version that this service cannot make a rule of, because it is
   * of an older or newer form, is not in force; it is logged and counted, and stops nothing.
   */
  public void heard(DefinitionPublished change) {
    if (!compiled.containsKey(Version.of(change))) {
      var made = new ArrayList<RuleCompiler.Compiled>(2);
      if (change.state() == State.ACTIVE) {
        compile(change, null).ifPresent(made::add);
      }
      var shadow = change.shadowAsActive();
      if (change.shadow() != null && shadow != null) {
        compile(shadow, change.shadow().begun()).ifPresent(made::add);
      }
      if (!made.isEmpty()) {
        compiled.put(Version.of(change), made);
      }
    }
    editions.heard(change);
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
    editions.heard(change);
  }

  public RuleBook inForceAt(Instant instant) {
    return editions.at(instant).book();
  }

  /** The book that was last asked for; it mentions the fields that the next events are read for. */
  public RuleBook latest() {
    return editions.latest().book();
  }

  private Optional<RuleCompiler.Compiled> compile(
      DefinitionPublished version, @Nullable Long trial) {
    return switch (compiler.compile(version)) {
      case RuleCompiler.Compiled(var rule, var naming) ->
          Optional.of(new RuleCompiler.Compiled(rule.in(trial), naming));
      case RuleCompiler.Rejected(var errors) -> {
        unusable(version, errors);
        yield Optional.empty();
      }
    };
  }

  private void unusable(DefinitionPublished change, List<Violation> errors) {
    unusable.incrementAndGet();
    LOG.errorf(
        "%s %s/%s version %d is not in force: %s",
        change.kind(), change.workspace(), change.name(), change.version(), errors);
  }

  /** Called by one thread at a time. */
  private Edition bind(Edition edition, Collection<UUID> changed, InForce inForce) {
    var bound = edition;
    var affected = new HashSet<String>();
    var rules = new ArrayList<UUID>();
    for (var uid : changed) {
      var before = edition.inForce(uid);
      var after = inForce.of(uid);
      if (Objects.equals(before, after)) {
        continue;
      }
      if (isCondition(before) || isCondition(after)) {
        bound = conditionBound(bound, uid, after);
        affected.add(workspace(before, after));
      } else {
        rules.add(uid);
      }
    }
    for (var workspace : affected) {
      bound = bound.renamed(workspace, naming);
    }
    for (var uid : rules) {
      bound = ruleBound(bound, uid, inForce.of(uid));
    }
    return bound;
  }

  private Edition conditionBound(Edition edition, UUID uid, @Nullable DefinitionPublished change) {
    var when = change == null ? null : conditions.get(Version.of(change));
    return change == null || when == null ? edition.without(uid) : edition.with(change, when);
  }

  private Edition ruleBound(Edition edition, UUID uid, @Nullable DefinitionPublished change) {
    var made = change == null ? null : compiled.get(Version.of(change));
    return change == null || made == null || made.isEmpty()
        ? edition.without(uid)
        : edition.with(change, made, naming);
  }

  private static boolean isCondition(@Nullable DefinitionPublished change) {
    return change != null && change.kind().equals(ConditionKind.NAME);
  }

  private static String workspace(
      @Nullable DefinitionPublished before, @Nullable DefinitionPublished after) {
    return Objects.requireNonNull(before == null ? after : before).workspace();
  }
}
