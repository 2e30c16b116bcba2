package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.check.domain.finding.Finding.Kind;
import dev.sequitur.rule.check.domain.solver.Answer;
import dev.sequitur.rule.check.domain.solver.Goal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules that feed each other. The shortest way back to itself is looked for from each rule that
 * emits; a loop is said once, however many ways lead through it.
 */
final class Loops {

  private final Inquiry inquiry;
  private final List<Subject> rules;
  private final Map<Subject, Map<Subject, CaseEvent>> feeds = new LinkedHashMap<>();

  Loops(Inquiry inquiry, List<Subject> rules) {
    this.inquiry = inquiry;
    this.rules = rules;
  }

  /** Those that lead through some of the rules: whatever these do not feed is not looked at. */
  void look(List<Subject> through) {
    var open = new ArrayDeque<>(through);
    var looked = new HashSet<>(through);
    while (!open.isEmpty()) {
      feed(open.remove()).stream().filter(looked::add).forEach(open::add);
    }
    var said = new HashSet<Set<Subject>>();
    for (var emitter : through) {
      var loop = shortest(emitter);
      if (loop != null && said.add(new HashSet<>(loop))) {
        inquiry.found(finding(loop));
      }
    }
  }

  /** Finds whom a rule feeds. */
  private Set<Subject> feed(Subject emitter) {
    for (var type : Emissions.types(emitter)) {
      var emission = Goal.isTrue(Emissions.certain(emitter, type));
      rules.stream().filter(type::mayBeHeardBy).forEach(heard -> fed(emitter, emission, heard));
    }
    return feeds.getOrDefault(emitter, Map.of()).keySet();
  }

  private void fed(Subject emitter, Goal emission, Subject heard) {
    var now = Inquiry.instant(List.of(emitter, heard));
    if (now.isEmpty()) {
      return;
    }
    var answer =
        inquiry.ask(
            List.of(emission, Goal.isTrue(heard.whole())),
            now.get(),
            event -> !Inquiry.matching(List.of(heard), event).isEmpty());
    var feeding = feeds.computeIfAbsent(emitter, _ -> new LinkedHashMap<>());
    switch (answer) {
      case Answer.Found(var event) -> feeding.put(heard, event);
      case Answer.Unknown unknown ->
          inquiry.unknown(Kind.LOOP, List.of(emitter.name(), heard.name()), unknown);
      case Answer.Never _ -> {}
    }
  }

  /** From a rule back to itself, itself first; null if there is no way. */
  private @Nullable List<Subject> shortest(Subject from) {
    var before = new HashMap<Subject, Subject>();
    var open = new ArrayDeque<Subject>(List.of(from));
    while (!open.isEmpty()) {
      var at = open.remove();
      for (var next : feeds.getOrDefault(at, Map.of()).keySet()) {
        if (next.equals(from)) {
          return way(from, at, before);
        }
        if (before.putIfAbsent(next, at) == null) {
          open.add(next);
        }
      }
    }
    return null;
  }

  private static List<Subject> way(Subject from, Subject to, Map<Subject, Subject> before) {
    var way = new ArrayList<Subject>();
    for (var at = to; !at.equals(from); at = Objects.requireNonNull(before.get(at))) {
      way.add(at);
    }
    way.add(from);
    Collections.reverse(way);
    return way;
  }

  private Finding finding(List<Subject> loop) {
    var names = loop.stream().map(Subject::name).toList();
    var entering =
        Objects.requireNonNull(feeds.getOrDefault(loop.getLast(), Map.of()).get(loop.getFirst()));
    boolean round = goesRound(loop, entering);
    return new Finding(
        Kind.LOOP,
        names,
        round
            ? "With this event it goes round, until its hops are used up."
            : "Each can match what the one before emits. Whether it goes round depends on the data.",
        Example.of(entering));
  }

  /** Whether what is emitted for an event comes back to the first rule, and around once more. */
  private static boolean goesRound(List<Subject> loop, CaseEvent start) {
    var events = List.of(start);
    for (int turn = 0; turn < 2 * loop.size(); turn++) {
      var rule = loop.get(turn % loop.size());
      events =
          events.stream().flatMap(one -> Emissions.forEvent(rule, one).stream()).limit(20).toList();
      if (events.isEmpty()) {
        return false;
      }
    }
    return events.stream()
        .anyMatch(one -> !Inquiry.matching(List.of(loop.getFirst()), one).isEmpty());
  }
}
