package dev.sequitur.rule.explain;

import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.rule.explain.domain.Judgement;
import dev.sequitur.rule.explain.domain.Stop;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.past.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Explains an event from its record and the rules of its instant. */
@ApplicationScoped
class EventExplanations {

  private final EventLog log;
  private final PublishedDefinitions definitions;
  private final Considering considering;

  EventExplanations(EventLog log, PublishedDefinitions definitions, Considering considering) {
    this.log = log;
    this.definitions = definitions;
    this.considering = considering;
  }

  /**
   * What is wanted.
   *
   * @param rule one rule alone; null = all
   * @param limit rules that are shown; all are counted
   * @param withValues whether whoever asks may see what is in events
   */
  record Wanted(
      String workspace, UUID event, @Nullable String rule, int limit, boolean withValues) {}

  EventExplanation explain(Wanted wanted, EventIndex.Place place) throws InterruptedException {
    return switch (log.at(place.partition(), place.offset())) {
      case EventLog.Gone() -> throw gone(wanted.event());
      case EventLog.Unreadable(var reason) ->
          new EventExplanation(
              wanted.event(),
              null,
              null,
              reason,
              place.duplicates(),
              0,
              new TreeMap<>(),
              List.of());
      case EventLog.Kept(var event) -> {
        // Another record may stand there now, of a log that was made anew.
        if (!event.event().id().equals(wanted.event())
            || !event.event().workspace().equals(wanted.workspace())) {
          throw gone(wanted.event());
        }
        definitions.awaitCertainty(event.acceptedAt());
        yield explain(wanted, event, place.duplicates());
      }
    };
  }

  private EventExplanation explain(Wanted wanted, Occurrence event, int duplicates) {
    var considered =
        considering.all(event).stream()
            .filter(one -> wanted.rule() == null || one.change().name().equals(wanted.rule()))
            .toList();
    var stopped = new TreeMap<Stop, Integer>();
    considered.stream()
        .map(Considered::stop)
        .filter(Objects::nonNull)
        .forEach(stop -> stopped.merge(stop, 1, Integer::sum));
    var matched = (int) considered.stream().filter(one -> one.stop() == null).count();
    return new EventExplanation(
        wanted.event(),
        event.reference(),
        wanted.withValues() ? event.data() : null,
        null,
        duplicates,
        matched,
        stopped,
        considered.stream().limit(wanted.limit()).map(one -> view(one, event, wanted)).toList());
  }

  private static EventExplanation.RuleExplained view(
      Considered one, Occurrence event, Wanted wanted) {
    var change = one.change();
    var next = one.next();
    var judgement = one.judgement();
    boolean isDraft = change.version() == 0;
    return new EventExplanation.RuleExplained(
        change.name(),
        change.uid(),
        change.version(),
        one.stop() == null,
        one.stop(),
        judgement == null ? null : judgement.code(),
        judgement == null ? null : judgement.detail(),
        acted(one) ? Objects.requireNonNull(judgement).run() : null,
        isDraft ? null : change.effectiveFrom(),
        next == null ? null : next.version(),
        next == null ? null : next.effectiveFrom(),
        one.stop() == Stop.TYPE ? change.spec().get("on") : null,
        condition(one, event, wanted.withValues()),
        table(one, event, wanted.withValues()));
  }

  private static boolean acted(Considered one) {
    return one.judgement() != null
        && (one.stop() == null || one.stop() == Stop.REJECTED || one.stop() == Stop.BRAKED);
  }

  private static @Nullable PartView condition(
      Considered one, Occurrence event, boolean withValues) {
    if (one.rule() == null || one.stop() == Stop.TYPE) {
      return null;
    }
    var part = Judgement.condition(one.rule(), event);
    return part == null ? null : PartView.of(part, withValues);
  }

  private static @Nullable TableView table(Considered one, Occurrence event, boolean withValues) {
    if (one.rule() == null || one.stop() == Stop.TYPE) {
      return null;
    }
    var sight = Judgement.table(one.rule(), event);
    return sight == null ? null : TableView.of(sight, withValues);
  }

  private static RuntimeException gone(UUID event) {
    return ExplanationProblem.EVENT_NO_LONGER_KEPT.with(
        "The event " + event + " is older than the log, which keeps events for a limited time.");
  }
}
