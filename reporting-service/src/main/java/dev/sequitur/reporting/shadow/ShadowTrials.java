package dev.sequitur.reporting.shadow;

import dev.sequitur.contracts.DefinitionPublished;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which versions of rules decide without effects, and from when until when, as was published. */
@ApplicationScoped
public class ShadowTrials {

  /** Whose changes are heard. */
  public static final String KIND = "Rule";

  /** Of one change what matters here; of rules that never had a shadow only the latest. */
  private record Step(
      String name,
      boolean isArchived,
      Instant from,
      int acting,
      DefinitionPublished.@Nullable Shadow shadow) {}

  private record Of(String workspace, TreeMap<Long, Step> steps) {}

  private final Map<UUID, Of> byUid = new HashMap<>();

  /**
   * The latest trial of a rule.
   *
   * @param number the change with which it began
   * @param version the one that decides without effects
   * @param acting the one that acts beside it, or did at its end; 0 = none
   * @param since from when on it decides
   * @param until from when on it does so no more; null while it does
   */
  public record Trial(
      UUID rule, long number, int version, int acting, Instant since, @Nullable Instant until) {}

  /** Takes note of a change of a rule. */
  public synchronized void heard(DefinitionPublished change) {
    var steps =
        byUid.computeIfAbsent(change.uid(), _ -> new Of(change.workspace(), new TreeMap<>())).steps;
    steps.put(
        change.change(),
        new Step(
            change.name(),
            change.state() == DefinitionPublished.State.ARCHIVED,
            change.effectiveFrom(),
            change.version(),
            change.shadow() == null
                ? null
                : new DefinitionPublished.Shadow(
                    change.shadow().version(), change.shadow().begun(), Map.of(), Map.of())));
    if (steps.values().stream().allMatch(step -> step.shadow == null)) {
      steps.headMap(steps.lastKey()).clear();
    }
  }

  /** The latest trial of the rule that bears a name; empty if it had none. */
  public synchronized Optional<Trial> latest(String workspace, String rule) {
    return byUid.entrySet().stream()
        .filter(entry -> entry.getValue().workspace.equals(workspace))
        .filter(entry -> bears(entry.getValue().steps, rule))
        .flatMap(entry -> latest(entry.getKey(), entry.getValue().steps).stream())
        .findFirst();
  }

  /** Of an archived rule the name is free again. */
  private static boolean bears(TreeMap<Long, Step> steps, String name) {
    var last = Objects.requireNonNull(steps.lastEntry()).getValue();
    return !last.isArchived && last.name.equals(name);
  }

  private static Optional<Trial> latest(UUID rule, TreeMap<Long, Step> steps) {
    var last =
        steps.descendingMap().entrySet().stream()
            .filter(entry -> entry.getValue().shadow != null)
            .findFirst();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    var shadow = Objects.requireNonNull(last.get().getValue().shadow);
    var begin = steps.get(shadow.begun());
    var end = steps.higherEntry(last.get().getKey());
    return Optional.of(
        new Trial(
            rule,
            shadow.begun(),
            shadow.version(),
            last.get().getValue().acting,
            (begin == null ? last.get().getValue() : begin).from,
            end == null ? null : end.getValue().from));
  }
}
