package dev.sequitur.e2e.checker;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.sequitur.e2e.checker.Bystanders.Answer;
import dev.sequitur.e2e.checker.Bystanders.Counted;
import dev.sequitur.e2e.checker.Bystanders.Document;
import dev.sequitur.e2e.checker.Bystanders.Told;
import dev.sequitur.e2e.checker.World.Effect;
import dev.sequitur.e2e.checker.World.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what doors, inboxes, statistics and reports say against what happened. */
final class Inspection {

  private static final Set<String> TROUBLE = Set.of("FAILED", "DEAD", "UNKNOWN");

  private final World world;
  private final List<Finding> findings = new ArrayList<>();

  private Inspection(World world) {
    this.world = world;
  }

  static List<Finding> of(World world) {
    var inspection = new Inspection(world);
    inspection.doorsLetInWhoSigned();
    inspection.eventsHaveASender();
    inspection.troubleIsToldOnce();
    inspection.countsAddUp();
    inspection.reportsStayAsTheyAre();
    return inspection.findings;
  }

  private void doorsLetInWhoSigned() {
    for (var answer : world.bystanders().answers()) {
      var accepted = answer.status() / 100 == 2;
      var asksToComeAgain = answer.status() == 408 || answer.status() == 429;
      if (!answer.genuine() && accepted) {
        find(Finding.Kind.FORGED_EVENT, answer.order(), "answered with " + answer.status());
      }
      if (answer.genuine() && answer.status() / 100 == 4 && !asksToComeAgain) {
        find(Finding.Kind.REFUSED_EVENT, answer.order(), "answered with " + answer.status());
      }
    }
  }

  private void eventsHaveASender() {
    var forged =
        world.bystanders().answers().stream()
            .filter(answer -> !answer.genuine())
            .map(Answer::order)
            .collect(toSet());
    for (var event : world.events().values()) {
      var depth = Emission.depth(event.order());
      if (forged.contains(event.order())) {
        find(Finding.Kind.FORGED_EVENT, event.order(), "on the log: " + event);
      } else if (depth == 0 && !world.sent().containsKey(event.order())) {
        find(Finding.Kind.PHANTOM_EVENT, event.order(), "on the log: " + event);
      }
      if (event.hops() != depth || depth > Emission.MOST_HOPS) {
        find(Finding.Kind.UNBOUNDED_HOPS, event.order(), event.hops() + " hops");
      }
    }
  }

  private void troubleIsToldOnce() {
    var told = world.bystanders().told().stream().collect(groupingBy(Told::cause));
    var trouble =
        world.ledger().stream()
            .filter(effect -> TROUBLE.contains(effect.state()))
            .collect(toMap(effect -> effect.commandId() + "/" + effect.generation(), e -> e));
    trouble.forEach(
        (cause, effect) -> {
          if (!told.containsKey(cause)) {
            find(Finding.Kind.UNTOLD, effect.order(), effect + "");
          }
        });
    told.forEach((cause, rows) -> told(cause, rows, trouble.get(cause)));
  }

  private void told(String cause, List<Told> rows, @Nullable Effect effect) {
    if (rows.size() > 1) {
      find(Finding.Kind.TOLD_TWICE, cause, rows + "");
    }
    if (effect == null) {
      find(Finding.Kind.PHANTOM_NOTIFICATION, cause, rows + "");
    } else if (!rows.getFirst().outcome().equals(effect.state())) {
      find(Finding.Kind.DISHONEST, effect.order(), "told " + rows + ", ledger " + effect.state());
    }
  }

  private void countsAddUp() {
    var events = world.events().values().stream().collect(groupingBy(Event::kind, counting()));
    var ends = endsByKind();
    var rejected =
        world.rejected().stream()
            .map(rejection -> world.events().get(rejection.eventId()))
            .filter(Objects::nonNull)
            .collect(groupingBy(Event::kind, counting()));
    for (var kind : Kind.values()) {
      var accepted = events.getOrDefault(kind, 0L);
      var runs = ends.getOrDefault(kind, List.of());
      var truth =
          new Counted(
              accepted,
              accepted,
              runs.size(),
              count(runs, "SUCCEEDED"),
              count(runs, "FAILED"),
              count(runs, "UNKNOWN"),
              count(runs, "CANCELLED"),
              rejected.getOrDefault(kind, 0L));
      var said = world.bystanders().counted().getOrDefault(kind, Counted.NONE);
      if (!said.equals(truth)) {
        find(Finding.Kind.MISCOUNTED, kind.text(), "said " + said + ", but " + truth);
      }
    }
  }

  private Map<Kind, List<String>> endsByKind() {
    var states =
        world.ledger().stream().collect(groupingBy(Effect::runId, mapping(Effect::state, toSet())));
    return world.runs().stream()
        .collect(
            groupingBy(
                run -> Kind.ofRule(run.rule()),
                mapping(run -> Checker.end(states.getOrDefault(run.id(), Set.of())), toList())));
  }

  private static long count(List<String> ends, String state) {
    return ends.stream().filter(state::equals).count();
  }

  private void reportsStayAsTheyAre() {
    var digests =
        world.bystanders().documents().stream()
            .collect(groupingBy(Document::format, mapping(Document::digest, toList())));
    if (digests.isEmpty()) {
      find(Finding.Kind.UNEQUAL_REPORTS, "report", "none was made");
    }
    digests.forEach(
        (format, made) -> {
          if (made.size() < 2 || Set.copyOf(made).size() > 1) {
            find(Finding.Kind.UNEQUAL_REPORTS, format, made + "");
          }
        });
  }

  private void find(Finding.Kind kind, String subject, String detail) {
    findings.add(new Finding(kind, subject, detail));
  }
}
