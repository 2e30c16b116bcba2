package dev.sequitur.e2e.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.sequitur.e2e.checker.Rules.Brake;
import dev.sequitur.e2e.checker.Rules.Term;
import dev.sequitur.e2e.checker.World.Event;
import dev.sequitur.e2e.checker.World.Rejection;
import dev.sequitur.e2e.checker.World.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds what started of rules with a brake against what that lets pass: as many as it says in each
 * window, every other rejected, and nothing both.
 */
final class Brakes {

  private static final String BRAKED = "RULE_BRAKED";

  /** What is counted together; windows lie end to end from the epoch on. */
  private record Window(String rule, String customer, long number) {

    static Window of(Brake brake, Event event) {
      return new Window(
          event.rule(),
          brake.byCustomer() ? event.customer() : "",
          Math.floorDiv(event.acceptedAt().toEpochMilli(), brake.within().toMillis()));
    }
  }

  /** What became of the starts in a window; each version of a rule may let pass as many. */
  private record Seen(int most, int passed, int rejected) {

    Seen and(Seen other) {
      return new Seen(Math.max(most, other.most), passed + other.passed, rejected + other.rejected);
    }
  }

  private final World world;
  private final Function<Event, Optional<Term>> deciding;
  private final Map<String, Set<String>> rejectedByEvent;
  private final Map<String, Set<String>> startedByEvent;
  private final Map<Window, Seen> windows = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private Brakes(World world) {
    this.world = world;
    this.deciding = world.rules().deciding();
    this.rejectedByEvent =
        world.rejected().stream()
            .collect(groupingBy(Rejection::eventId, mapping(Rejection::runId, toSet())));
    this.startedByEvent =
        world.runs().stream().collect(groupingBy(Run::eventId, mapping(Run::id, toSet())));
  }

  static List<Finding> of(World world) {
    var brakes = new Brakes(world);
    brakes.rejectionsHaveABrake();
    brakes.startsHaveOneEnd();
    brakes.windowsLetPassWhatTheySay();
    return brakes.findings;
  }

  private void rejectionsHaveABrake() {
    for (var rejection : world.rejected()) {
      var event = world.events().get(rejection.eventId());
      var braked = event != null && brake(event) != null;
      if (!braked || !rejection.code().equals(BRAKED)) {
        find(Finding.Kind.REJECTED_START, rejection.runId(), rejection + " of " + event);
      }
      if (!"REJECTED".equals(world.reported().get(rejection.runId()))) {
        find(
            Finding.Kind.DISHONEST,
            rejection.runId(),
            "rejected, reported " + world.reported().get(rejection.runId()));
      }
    }
  }

  private void startsHaveOneEnd() {
    for (var event : world.events().values()) {
      int passed = startedByEvent.getOrDefault(event.id(), Set.of()).size();
      int rejected = rejectedByEvent.getOrDefault(event.id(), Set.of()).size();
      if (rejected > 0 && passed + rejected > 1) {
        find(Finding.Kind.TWO_ENDS, event.order(), passed + " passed, " + rejected + " rejected");
      }
      var brake = brake(event);
      if (brake != null) {
        windows.merge(
            Window.of(brake, event), new Seen(brake.starts(), passed, rejected), Seen::and);
      }
    }
  }

  private @Nullable Brake brake(Event event) {
    var term = deciding.apply(event);
    return term.isPresent() ? term.get().brake() : null;
  }

  private void windowsLetPassWhatTheySay() {
    windows.forEach(
        (window, seen) -> {
          if (seen.passed() > seen.most()) {
            find(Finding.Kind.OVER_BRAKE, window.rule(), window + ": " + seen);
          }
          if (seen.rejected() > 0 && seen.passed() < seen.most()) {
            find(Finding.Kind.BRAKED_TOO_SOON, window.rule(), window + ": " + seen);
          }
        });
  }

  private void find(Finding.Kind kind, String subject, String detail) {
    findings.add(new Finding(kind, subject, detail));
  }
}
