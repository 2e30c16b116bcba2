package dev.sequitur.rule;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.kit.kafka.Outgoing;
import dev.sequitur.kit.kafka.Overlapping.Rest;
import dev.sequitur.kit.kafka.Received;
import dev.sequitur.rule.brake.AskedStart;
import dev.sequitur.rule.brake.Brakes;
import dev.sequitur.rule.catalog.PublishedRules;
import dev.sequitur.rule.catalog.RuleHistory;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.condition.ConditionKind;
import dev.sequitur.rule.eventtype.EventTypes;
import dev.sequitur.rule.matching.Comparisons;
import dev.sequitur.rule.matching.Departures;
import dev.sequitur.rule.matching.EventTail;
import dev.sequitur.rule.matching.MatchMetrics;
import dev.sequitur.rule.matching.SeenEvents;
import dev.sequitur.rule.matching.SeenEvents.Sighting;
import dev.sequitur.rule.matching.SlowDecisions;
import dev.sequitur.rule.matching.Tallies;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Following;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.ReadEvent;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.matching.domain.Shadowing;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** All that rule-service hears from Kafka. One method is one hop. */
@ApplicationScoped
class RuleFlows {

  /**
   * Several batches are under way at once, and what is in memory while garbage is collected costs
   * the more the more it is; the producer's batches fill across those of the hop.
   */
  private static final int AT_MOST = 256;

  /** From here on commands fill the producer's batches; fewer need not wait for more of them. */
  private static final int MANY = 100;

  private final PublishedDefinitions definitions;
  private final PublishedRules rules;
  private final EventTypes eventTypes;
  private final RuleHistory history;
  private final Outgoing outgoing;
  private final MatchMetrics metrics;
  private final SlowDecisions slow;
  private final SeenEvents seen;
  private final Brakes brakes;
  private final Roles roles;

  RuleFlows(
      PublishedDefinitions definitions,
      PublishedRules rules,
      EventTypes eventTypes,
      RuleHistory history,
      Outgoing outgoing,
      MatchMetrics metrics,
      SlowDecisions slow,
      EventTail tail,
      Brakes brakes,
      RuleConfig config,
      Roles roles) {
    this.definitions = definitions;
    this.rules = rules;
    this.eventTypes = eventTypes;
    this.history = history;
    this.outgoing = outgoing;
    this.metrics = metrics;
    this.slow = slow;
    this.brakes = brakes;
    this.seen = new SeenEvents(config.duplicateWindow(), tail);
    this.roles = roles;
  }

  void start(@Observes StartupEvent starting, Hops hops) {
    definitions.follow(
        Map.of(
            RuleKind.NAME,
            change -> heard(rules::heard, change),
            ConditionKind.NAME,
            change -> heard(rules::conditionHeard, change),
            EventTypes.KIND,
            eventTypes::heard,
            EventTypes.TRIGGER,
            eventTypes::heard));
    if (roles.include(Role.MATCH)) {
      hops.start(
          HopSpec.overlapping(
                  "match", "sequitur.rule.match", Topics.EVENTS, this::read, this::onEvents)
              .inBatchesOf(AT_MOST));
    }
    // Counting needs the database, which a replica that decides alone does without.
    if (roles.include(Role.API)) {
      hops.start(
          HopSpec.of(
                  "brake",
                  "sequitur.rule.brake",
                  Topics.CORRELATIONS,
                  AskedStart::read,
                  this::onStartsAsked)
              .inBatchesOf(AT_MOST));
    }
  }

  private void heard(Consumer<DefinitionPublished> inForce, DefinitionPublished change) {
    inForce.accept(change);
    history.heard(change);
  }

  private ReadEvent read(Map<String, String> headers, byte @Nullable [] value) {
    return ReadEvent.of(headers, value, rules.latest()::fields);
  }

  /** Each event, decided at its own instant; every run that it starts is one command. */
  Rest onEvents(Batch<ReadEvent> batch) throws Exception {
    var begun = System.nanoTime();
    var departures = new Departures(outgoing);
    var tallies = Tallies.of(batch);
    try {
      decide(batch, tallies, departures);
      slow.watch(System.nanoTime() - begun, () -> again(batch));
    } catch (Exception | Error e) {
      seen.failed(tallies.ranges());
      throw e;
    }
    return () -> end(tallies, departures, begun);
  }

  /** Each start of a rule with a brake, counted: it goes on as a command, or is rejected. */
  void onStartsAsked(Batch<AskedStart> batch) {
    brakes.answer(batch.stream().map(Received::value).toList());
  }

  private void decide(Batch<ReadEvent> batch, Tallies tallies, Departures departures)
      throws Exception {
    seen.begin(tallies.ranges());
    var comparisons = new Comparisons();
    for (var received : batch) {
      var event = occurrence(received);
      var sighting = seen.sight(received.partition(), received.offset(), event.event());
      if (sighting != Sighting.FIRST) {
        tallies.repeated(event, sighting);
        continue;
      }
      definitions.awaitCertainty(event.acceptedAt());
      var book = rules.inForceAt(event.acceptedAt());
      var decisions = Evaluation.decide(book, event);
      for (var decision : decisions) {
        say(decision, event, departures);
      }
      if (event.event().followed()) {
        departures.send(Following.started(event, decisions).message());
      }
      comparisons.add(event, Shadowing.compare(book, event, decisions));
      tallies.evaluated(event, decisions, listening(book, event));
    }
    for (var compared : comparisons.records()) {
      departures.send(compared.message());
    }
    for (var summary : tallies.summaries()) {
      departures.send(summary.message());
    }
    if (batch.size() < MANY) {
      departures.hurry();
    }
  }

  /** What the batch was, to be decided again. */
  private Stream<SlowDecisions.Decided> again(Batch<ReadEvent> batch) {
    return StreamSupport.stream(batch.spliterator(), false)
        .map(RuleFlows::occurrence)
        .map(event -> new SlowDecisions.Decided(rules.inForceAt(event.acceptedAt()), event));
  }

  /** All is said before the batch's offsets are committed. */
  private void end(Tallies tallies, Departures departures, long begun) throws Exception {
    try {
      departures.awaitAcknowledged();
    } catch (Exception | Error e) {
      seen.failed(tallies.ranges());
      throw e;
    }
    metrics.record(tallies, System.nanoTime() - begun);
  }

  private static int listening(RuleBook book, Occurrence event) {
    return book.listening(event.event().workspace(), event.event().type());
  }

  private static void say(Decision decision, Occurrence event, Departures departures)
      throws Exception {
    switch (decision) {
      case Decision.Started(_, _, var message) -> departures.send(message);
      case Decision.Failed(_, var rejection) ->
          departures.send(rejection.message(event.event().traceParent()));
      case Decision.Unmatched _, Decision.Suppressed _ -> {}
    }
  }

  private static Occurrence occurrence(Received<ReadEvent> received) {
    return received.value().at(received.partition(), received.offset(), received.timestamp());
  }
}
