package dev.sequitur.e2e.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.sequitur.e2e.checker.World.Effect;
import dev.sequitur.e2e.checker.World.End;
import dev.sequitur.e2e.checker.World.Event;
import dev.sequitur.e2e.checker.World.Hit;
import dev.sequitur.e2e.checker.World.Rejection;
import dev.sequitur.e2e.checker.World.Run;
import dev.sequitur.e2e.checker.World.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Holds a world against the invariants. Knows nothing of how the world came about. */
public final class Checker {

  private static final Set<String> FINAL =
      Set.of("SUCCEEDED", "FAILED", "UNKNOWN", "CANCELLED", "DEAD");

  private final World world;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, List<Run>> runsByEvent;
  private final Map<String, List<Effect>> effectsByRun;
  private final Map<String, List<Hit>> hitsByOrder;
  private final Function<Event, Optional<Rules.Term>> deciding;

  private Checker(World world) {
    this.world = world;
    this.runsByEvent = world.runs().stream().collect(groupingBy(Run::eventId));
    this.effectsByRun = world.ledger().stream().collect(groupingBy(Effect::runId));
    this.hitsByOrder = world.hits().stream().collect(groupingBy(Hit::order));
    this.deciding = world.rules().deciding();
  }

  /** All that is wrong; empty if every promise was kept. */
  public static List<Finding> check(World world) {
    var checker = new Checker(world);
    checker.acceptedEventsAreOnTheLog();
    checker.eachMatchedEventHasOneRun();
    checker.runsHaveACauseInForce();
    checker.promisedVersionsAreOnTheLog();
    checker.runsEnd();
    checker.effectsKeepTheirDelivery();
    checker.hitsHaveALedgerRow();
    checker.witnessesAgree();
    checker.findings.addAll(Brakes.of(world));
    checker.findings.addAll(Cancellations.of(world));
    checker.findings.addAll(Inspection.of(world));
    return List.copyOf(checker.findings);
  }

  private void acceptedEventsAreOnTheLog() {
    var idsByOrder =
        world.events().values().stream()
            .collect(groupingBy(Event::order, mapping(Event::id, toSet())));
    idsByOrder.forEach(
        (order, ids) -> {
          if (ids.size() > 1) {
            find(Finding.Kind.TWO_IDS, order, "on the log: " + ids);
          }
        });
    for (var sent : world.sent().values()) {
      if (sent.eventIds().size() > 1) {
        find(Finding.Kind.TWO_IDS, sent.order(), sent.eventIds() + "");
      }
      if (sent.acknowledged() && !idsByOrder.containsKey(sent.order())) {
        find(Finding.Kind.LOST_EVENT, sent.order(), "acknowledged");
      }
      for (var id : sent.eventIds()) {
        if (!world.events().containsKey(id)) {
          find(Finding.Kind.LOST_EVENT, sent.order(), "202 for " + id);
        }
      }
    }
  }

  private void eachMatchedEventHasOneRun() {
    var rejected = world.rejected().stream().map(Rejection::eventId).collect(toSet());
    for (var event : world.events().values()) {
      var runs = runsByEvent.getOrDefault(event.id(), List.of());
      var term = deciding.apply(event);
      if (runs.isEmpty() && term.isPresent() && !rejected.contains(event.id())) {
        find(Finding.Kind.LOST_RUN, event.order(), "no run of " + event + ", but " + term.get());
      }
      if (runs.size() > 1) {
        find(Finding.Kind.DOUBLED_RUN, event.order(), runs + "");
      }
    }
  }

  private void runsHaveACauseInForce() {
    for (var run : world.runs()) {
      var event = world.events().get(run.eventId());
      if (event == null) {
        find(Finding.Kind.PHANTOM_RUN, run.id(), "no event " + run.eventId());
        continue;
      }
      var term = deciding.apply(event);
      if (term.isEmpty() || !run.rule().equals(event.rule())) {
        find(Finding.Kind.PHANTOM_RUN, run.id(), run.rule() + " was not in force for " + event);
      } else if (run.ruleVersion() != term.get().version()) {
        find(
            Finding.Kind.WRONG_VERSION,
            run.id(),
            "decided by version " + run.ruleVersion() + " of " + event + ", not by " + term.get());
      }
    }
  }

  private void promisedVersionsAreOnTheLog() {
    var logged = world.rules().logged();
    world
        .rules()
        .promised()
        .forEach(
            (rule, version) -> {
              // One that came too late is issued again, unless a later one has taken its place.
              if (logged.getOrDefault(rule, 0) < version) {
                find(
                    Finding.Kind.LOST_CHANGE,
                    rule,
                    "version "
                        + version
                        + " was published, but the log ends with "
                        + logged.get(rule));
              }
            });
  }

  private void runsEnd() {
    var ends = world.ends().stream().collect(groupingBy(End::runId));
    for (var run : world.runs()) {
      var ofRun = ends.getOrDefault(run.id(), List.of());
      if (run.open() > 0 || ofRun.isEmpty()) {
        find(Finding.Kind.OPEN_RUN, run.id(), run.open() + " open, " + ofRun.size() + " ends");
      }
      var said = ofRun.stream().collect(groupingBy(End::generation));
      said.forEach(
          (generation, same) -> {
            if (same.stream().map(End::state).distinct().count() > 1) {
              find(Finding.Kind.DISHONEST, run.id(), "two ends in one generation: " + same);
            }
          });
      if (effectsByRun.getOrDefault(run.id(), List.of()).isEmpty()) {
        find(Finding.Kind.LOST_RUN, run.id(), "a run without its effects");
      }
    }
  }

  private void effectsKeepTheirDelivery() {
    for (var effect : world.ledger()) {
      if (!FINAL.contains(effect.state())) {
        find(Finding.Kind.OPEN_EFFECT, effect.commandId(), effect.state());
        continue;
      }
      outcomeIsPermitted(effect);
      var hits = hitsByOrder.getOrDefault(effect.order(), List.of());
      var applied = hits.stream().filter(hit -> hit.verdict() == Verdict.APPLIED).count();
      if (effect.state().equals("SUCCEEDED") && applied == 0) {
        find(Finding.Kind.LOST_EFFECT, effect.order(), effect + "");
      }
      if (effect.kind().isExactlyOnce() && applied > 1) {
        find(Finding.Kind.DOUBLED_EFFECT, effect.order(), applied + " applied: " + hits);
      }
      // 429 says that nothing was done and asks for another call, so it may be followed by one.
      var calls = hits.stream().filter(hit -> hit.verdict() != Verdict.THROTTLED).count();
      if (effect.kind() == Kind.ONCE && calls > 1) {
        find(Finding.Kind.DOUBLED_EFFECT, effect.order(), calls + " calls: " + hits);
      }
    }
  }

  private void outcomeIsPermitted(Effect effect) {
    switch (effect.state()) {
      case "UNKNOWN" -> {
        var demanded =
            effect.kind() == Kind.ONCE
                && effect.lastPhase() != null
                && Set.of("WRITTEN", "ANSWERED", "LOST").contains(effect.lastPhase());
        if (!demanded) {
          find(Finding.Kind.UNEXPLAINED_UNKNOWN, effect.order(), effect + "");
        }
      }
      case "FAILED", "DEAD" -> {
        if (!world.deadLetters().contains(effect.commandId() + "/" + effect.generation())) {
          find(Finding.Kind.MISSING_DEAD_LETTER, effect.order(), effect + "");
        }
        if (!mustFail(effect)) {
          find(Finding.Kind.GIVEN_UP, effect.order(), effect + "");
        }
      }
      case "CANCELLED" -> {} // see Cancellations
      default -> {
        if (mustFail(effect)) {
          find(Finding.Kind.DISHONEST, effect.order(), "refused by its target, but " + effect);
        }
      }
    }
  }

  private static boolean mustFail(Effect effect) {
    return effect.kind() == Kind.REFUSED
        || effect.kind() == Kind.EMIT && Emission.isLast(effect.order());
  }

  private void hitsHaveALedgerRow() {
    var orders = new HashMap<String, String>();
    world.ledger().forEach(effect -> orders.put(effect.commandId(), effect.order()));
    var versions = versionsByOrder();
    for (var hit : world.hits()) {
      if (hit.verdict() == Verdict.FORGED) {
        find(Finding.Kind.BAD_SIGNATURE, hit.order(), "key " + hit.key());
      }
      if (!hit.order().equals(orders.get(hit.key()))) {
        find(Finding.Kind.PHANTOM_HIT, hit.order(), "key " + hit.key());
      }
      var version = versions.get(hit.order());
      if (version != null && version != hit.ruleVersion()) {
        find(
            Finding.Kind.MIXED_VERSIONS,
            hit.order(),
            "decided by version " + version + ", called by " + hit.ruleVersion());
      }
    }
  }

  private void witnessesAgree() {
    var said =
        world.ends().stream()
            .collect(
                toMap(End::runId, end -> end, (a, b) -> a.generation() >= b.generation() ? a : b));
    for (var run : world.runs()) {
      var effects = effectsByRun.getOrDefault(run.id(), List.of());
      var truth = end(effects.stream().map(Effect::state).collect(toSet()));
      var reported = world.reported().get(run.id());
      if (!truth.equals(reported)) {
        find(Finding.Kind.DISHONEST, run.id(), "ledger " + truth + ", reported " + reported);
      }
      var end = said.get(run.id());
      if (end != null && !end.state().equals(truth)) {
        find(Finding.Kind.DISHONEST, run.id(), "ledger " + truth + ", said " + end.state());
      }
    }
    var known = world.runs().stream().map(Run::id).collect(toCollection(HashSet::new));
    world.rejected().forEach(rejection -> known.add(rejection.runId()));
    for (var id : world.reported().keySet()) {
      if (!known.contains(id)) {
        find(Finding.Kind.PHANTOM_RUN, id, "reported, never admitted");
      }
    }
  }

  private Map<String, Integer> versionsByOrder() {
    var versions = new HashMap<String, Integer>();
    for (var run : world.runs()) {
      var event = world.events().get(run.eventId());
      if (event != null) {
        versions.put(event.order(), run.ruleVersion());
      }
    }
    return versions;
  }

  /** How a run ended whose effects came to these states. */
  static String end(Set<String> states) {
    if (states.contains("UNKNOWN")) {
      return "UNKNOWN";
    }
    if (states.contains("FAILED") || states.contains("DEAD")) {
      return "FAILED";
    }
    return states.contains("CANCELLED") ? "CANCELLED" : "SUCCEEDED";
  }

  private void find(Finding.Kind kind, String subject, String detail) {
    findings.add(new Finding(kind, subject, detail));
  }
}
