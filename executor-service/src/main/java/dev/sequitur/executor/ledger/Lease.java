package dev.sequitur.executor.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What effects of a workspace that begin together share.
 *
 * @param length from now; of the longest attempt among them
 * @param commands whose effects they are
 */
record Lease(UUID id, String workspace, Duration length, List<UUID> commands) {

  /** Who may be under way for longer has a lease of its own: it would keep the others' alive. */
  static final Duration LONGEST_SHARED = Duration.ofSeconds(90);

  /** Whether attempts of so long share a lease. */
  static boolean isShared(Duration timeout) {
    return timeout.compareTo(LONGEST_SHARED) <= 0;
  }

  /**
   * One lease for each workspace in which effects begin.
   *
   * @param margin beyond the time of an attempt
   */
  static List<Lease> of(List<PlannedEffect> beginning, Duration margin) {
    var byWorkspace = new TreeMap<String, List<PlannedEffect>>();
    for (var planned : beginning) {
      byWorkspace
          .computeIfAbsent(planned.effect().run().workspace(), _ -> new ArrayList<>())
          .add(planned);
    }
    var leases = new ArrayList<Lease>();
    byWorkspace.forEach(
        (workspace, effects) ->
            leases.add(
                new Lease(
                    UUID.randomUUID(),
                    workspace,
                    longest(effects).plus(margin),
                    effects.stream().map(planned -> planned.effect().commandId()).toList())));
    return leases;
  }

  private static Duration longest(List<PlannedEffect> effects) {
    return effects.stream()
        .map(PlannedEffect::timeout)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
