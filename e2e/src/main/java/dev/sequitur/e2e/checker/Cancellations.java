package dev.sequitur.e2e.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.sequitur.e2e.checker.World.Effect;
import dev.sequitur.e2e.checker.World.End;
import dev.sequitur.e2e.checker.World.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds what was cancelled against what was asked for, and against what targets saw later. */
final class Cancellations {

  private static final String CANCELLED = "CANCELLED";

  /** What was on its way to a target before the end may be late, and is nobody's fault. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(4);

  private final World world;
  private final Map<String, List<Hit>> hitsByOrder;
  private final Map<String, Instant> endedAt;
  private final List<Finding> findings = new ArrayList<>();

  private Cancellations(World world) {
    this.world = world;
    this.hitsByOrder = world.hits().stream().collect(groupingBy(Hit::order));
    this.endedAt =
        world.ends().stream()
            .filter(end -> end.state().equals(CANCELLED))
            .collect(toMap(End::runId, End::at, (a, b) -> a.isBefore(b) ? a : b));
  }

  static List<Finding> of(World world) {
    var cancellations = new Cancellations(world);
    world.ledger().stream()
        .filter(effect -> effect.state().equals(CANCELLED))
        .forEach(cancellations::cancelled);
    cancellations.promisesAreKept();
    return cancellations.findings;
  }

  private void cancelled(Effect effect) {
    if (!world.cancellations().containsKey(effect.runId())) {
      find(Finding.Kind.PHANTOM_CANCELLATION, effect.order(), effect + "");
    }
    var end = endedAt.get(effect.runId());
    if (end == null) {
      return; // the run has no end, or another: found elsewhere
    }
    for (var hit : hitsByOrder.getOrDefault(effect.order(), List.of())) {
      if (hit.at() != null && hit.at().isAfter(end.plus(ON_ITS_WAY))) {
        find(Finding.Kind.EFFECT_AFTER_END, effect.order(), hit + " after " + end);
      }
    }
  }

  private void promisesAreKept() {
    var states = world.ledger().stream().collect(groupingBy(Effect::runId));
    world
        .cancellations()
        .forEach(
            (run, promised) -> {
              var cancelled =
                  states.getOrDefault(run, List.of()).stream()
                      .filter(effect -> effect.state().equals(CANCELLED))
                      .count();
              if (cancelled < promised) {
                find(Finding.Kind.LOST_CANCELLATION, run, promised + " said, " + cancelled);
              }
            });
  }

  private void find(Finding.Kind kind, String subject, String detail) {
    findings.add(new Finding(kind, subject, detail));
  }
}
