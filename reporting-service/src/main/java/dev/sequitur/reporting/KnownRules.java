package dev.sequitur.reporting;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which rules were ever published, and how they stand. Their specifications are not kept. */
@ApplicationScoped
public class KnownRules {

  /** The kind of definition. */
  public static final String KIND = "Rule";

  private final Map<UUID, Known> byUid = new ConcurrentHashMap<>();

  /**
   * A rule as its latest change left it.
   *
   * @param version of the latest change; 0 if none has acted so far
   * @param change counts the changes
   * @param publishedAt when its first version took effect
   * @param since when the latest change took effect, or will
   */
  public record Known(
      String workspace,
      UUID uid,
      String name,
      int version,
      long change,
      State state,
      Instant publishedAt,
      Instant since) {

    private static Known of(DefinitionPublished change) {
      return new Known(
          change.workspace(),
          change.uid(),
          change.name(),
          change.version(),
          change.change(),
          change.state(),
          change.effectiveFrom(),
          change.effectiveFrom());
    }

    private Known and(Known other) {
      var later = other.change >= change ? other : this;
      var first = version == 0 ? other.publishedAt : publishedAt;
      first = other.version > 0 && other.publishedAt.isBefore(first) ? other.publishedAt : first;
      return new Known(
          workspace, uid, later.name, later.version, later.change, later.state, first, later.since);
    }
  }

  /** Takes note of a change of a rule. */
  void heard(DefinitionPublished change) {
    byUid.merge(change.uid(), Known.of(change), Known::and);
  }

  /** The rule that bears a name; of several, one that is archived last. */
  public Optional<Known> find(String workspace, String name) {
    return byUid.values().stream()
        .filter(rule -> rule.workspace().equals(workspace) && rule.name().equals(name))
        .max(
            Comparator.<Known, Boolean>comparing(rule -> rule.state() != State.ARCHIVED)
                .thenComparing(Known::publishedAt));
  }

  /** What a rule is called; empty if it is not of this workspace. */
  public Optional<String> name(String workspace, UUID uid) {
    return Optional.ofNullable(byUid.get(uid))
        .filter(rule -> rule.workspace().equals(workspace))
        .map(Known::name);
  }

  /** Those that act, by their names. */
  public List<Known> active(String workspace) {
    return byUid.values().stream()
        .filter(rule -> rule.workspace().equals(workspace) && rule.state() == State.ACTIVE)
        .sorted(Comparator.comparing(Known::name))
        .toList();
  }
}
