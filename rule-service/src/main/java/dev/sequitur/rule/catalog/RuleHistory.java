package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.ConditionKind;
import dev.sequitur.rule.condition.PublishedCondition;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was in force when, workspace by workspace, for those who look back. It stands apart from the
 * books that live events are decided by: those keep the edition of the present at hand, and a
 * question about last week must not make them build another.
 */
@ApplicationScoped
public class RuleHistory {

  private static final int KEPT = 4_096;

  private static final Comparator<DefinitionPublished> ORDER =
      Comparator.comparing((DefinitionPublished change) -> change.effectiveFrom())
          .thenComparingLong(DefinitionPublished::change);

  private final RuleCompiler compiler;
  private final Map<String, Map<UUID, List<DefinitionPublished>>> rules = new HashMap<>();
  private final Map<String, Map<UUID, List<DefinitionPublished>>> conditions = new HashMap<>();
  private final Map<String, Map<UUID, List<DefinitionPublished>>> shadowed = new HashMap<>();
  private final Map<Version, RuleCompiler.Compilation> compiled = latest();
  private final Map<Version, Optional<When>> whens = latest();

  public RuleHistory(RuleCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * A rule as it stood at an instant.
   *
   * @param change the one in force then; if none was yet, the first to come
   * @param begun whether the change was in force then
   * @param next the change after it; null if there is none
   */
  public record Standing(
      DefinitionPublished change, boolean begun, @Nullable DefinitionPublished next) {}

  /** A rule, or why a version is none. Exactly one of the two is given. */
  public record Made(@Nullable Rule rule, List<Violation> errors) {}

  /** Takes note of a change of a rule or a condition. */
  public synchronized void heard(DefinitionPublished change) {
    if (change.shadow() != null
        || shadowed.getOrDefault(change.workspace(), Map.of()).containsKey(change.uid())) {
      heard(shadowed, change);
    }
    // One of version 0 tells of a shadow alone: no version has ever acted.
    if (change.version() > 0) {
      heard(change.kind().equals(ConditionKind.NAME) ? conditions : rules, change);
    }
  }

  private static void heard(
      Map<String, Map<UUID, List<DefinitionPublished>>> kind, DefinitionPublished change) {
    var ofOne =
        kind.computeIfAbsent(change.workspace(), _ -> new HashMap<>())
            .computeIfAbsent(change.uid(), _ -> new ArrayList<>(2));
    // A change that was issued again replaces its void self, wherever that stood.
    ofOne.removeIf(known -> known.change() == change.change());
    ofOne.add(change);
    ofOne.sort(ORDER);
  }

  /** All rules that a workspace ever published, as they stood then, by name. */
  public synchronized List<Standing> at(String workspace, Instant instant) {
    return rules.getOrDefault(workspace, Map.of()).values().stream()
        .map(changes -> standing(changes, instant))
        .sorted(Comparator.comparing((Standing one) -> one.change().name()))
        .toList();
  }

  /** The versions of a workspace that decided without effects then, by the rules' names. */
  public synchronized List<DefinitionPublished> shadowsAt(String workspace, Instant instant) {
    return shadowed.getOrDefault(workspace, Map.of()).values().stream()
        .map(changes -> standing(changes, instant))
        .filter(Standing::begun)
        .map(one -> one.change().shadowAsActive())
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(DefinitionPublished::name))
        .toList();
  }

  /** The changes of one rule in their order; empty if it was never published. */
  public synchronized List<DefinitionPublished> changes(String workspace, UUID uid) {
    return List.copyOf(rules.getOrDefault(workspace, Map.of()).getOrDefault(uid, List.of()));
  }

  /** How one rule stood at an instant; null if it was never published. */
  public @Nullable Standing of(String workspace, UUID uid, Instant instant) {
    var changes = changes(workspace, uid);
    return changes.isEmpty() ? null : standing(changes, instant);
  }

  /** The instants after one and before another at which conditions of the workspace change. */
  public synchronized SortedSet<Instant> conditionsChange(
      String workspace, Instant after, Instant before) {
    var instants = new TreeSet<Instant>();
    conditions.getOrDefault(workspace, Map.of()).values().stream()
        .flatMap(List::stream)
        .map(change -> change.effectiveFrom())
        .filter(instant -> instant.isAfter(after) && instant.isBefore(before))
        .forEach(instants::add);
    return instants;
  }

  /**
   * The rule of a published version, under the named conditions in force at an instant.
   *
   * @param change whatever its state says
   */
  public synchronized Made make(DefinitionPublished change, Instant instant) {
    var known = compiled.computeIfAbsent(Version.of(change), _ -> compiler.compile(change));
    return made(change, known, instant);
  }

  /** The same for what was never published, and is compiled anew each time. */
  public synchronized Made makeDraft(DefinitionPublished draft, Instant instant) {
    return made(draft, compiler.compile(draft), instant);
  }

  private Made made(
      DefinitionPublished change, RuleCompiler.Compilation compilation, Instant instant) {
    return switch (compilation) {
      case RuleCompiler.Rejected(var errors) -> new Made(null, errors);
      case RuleCompiler.Compiled(var rule, var naming) ->
          new Made(
              naming == null
                  ? rule
                  : NamingRules.bound(rule, naming, named(change.workspace(), instant)),
              List.of());
    };
  }

  private ConditionsInForce named(String workspace, Instant instant) {
    var active =
        conditions.getOrDefault(workspace, Map.of()).values().stream()
            .map(changes -> standing(changes, instant))
            .filter(one -> one.begun() && one.change().state() == State.ACTIVE)
            .map(Standing::change)
            .toList();
    var named = ConditionsInForce.NONE;
    for (var change : active) {
      var version = Version.of(change);
      var when = when(version, change);
      if (when != null) {
        named =
            named.with(
                new ConditionsInForce.Place(change.workspace(), change.name()), version, when);
      }
    }
    return named;
  }

  private @Nullable When when(Version version, DefinitionPublished change) {
    return whens
        .computeIfAbsent(version, _ -> Optional.ofNullable(PublishedCondition.read(change).when()))
        .orElse(null);
  }

  private static Standing standing(List<DefinitionPublished> changes, Instant instant) {
    int next = 0;
    while (next < changes.size() && !changes.get(next).effectiveFrom().isAfter(instant)) {
      next++;
    }
    var following = next < changes.size() ? changes.get(next) : null;
    return next == 0
        ? new Standing(changes.getFirst(), false, changes.size() > 1 ? changes.get(1) : null)
        : new Standing(changes.get(next - 1), true, following);
  }

  private static <V> Map<Version, V> latest() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Version, V> eldest) {
        return size() > KEPT;
      }
    };
  }
}
