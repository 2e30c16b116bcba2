package dev.sequitur.rule;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.kit.kafka.Outgoing;
import dev.sequitur.kit.kafka.Received;
import dev.sequitur.rule.catalog.PublishedRules;
import dev.sequitur.rule.catalog.RuleKind;
import dev.sequitur.rule.matching.Departures;
import dev.sequitur.rule.matching.EventTail;
import dev.sequitur.rule.matching.MatchMetrics;
import dev.sequitur.rule.matching.SeenEvents;
import dev.sequitur.rule.matching.SeenEvents.Sighting;
import dev.sequitur.rule.matching.Tallies;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.ReadEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/** All that rule-service hears from Kafka. One method is one hop. */
@ApplicationScoped
class RuleFlows {

  private final PublishedDefinitions definitions;
  private final PublishedRules rules;
  private final Outgoing outgoing;
  private final MatchMetrics metrics;
  private final SeenEvents seen;

  RuleFlows(
      PublishedDefinitions definitions,
      PublishedRules rules,
      Outgoing outgoing,
      MatchMetrics metrics,
      EventTail tail,
      RuleConfig config) {
    this.definitions = definitions;
    this.rules = rules;
    this.outgoing = outgoing;
    this.metrics = metrics;
    this.seen = new SeenEvents(config.duplicateWindow(), tail);
  }

  void start(@Observes StartupEvent starting, Hops hops) {
    definitions.follow(Map.of(RuleKind.NAME, rules::heard));
    hops.start(
        HopSpec.of("match", "sequitur.rule.match", Topics.EVENTS, ReadEvent::of, this::onEvents));
  }

  /** Each event, decided at its own instant; every run that it starts is one command. */
  void onEvents(Batch<ReadEvent> batch) throws InterruptedException {
    var begun = System.nanoTime();
    var departures = new Departures(outgoing);
    var tallies = Tallies.of(batch);
    seen.begin(tallies.ranges());
    for (var received : batch) {
      var event = occurrence(received);
      var sighting = seen.sight(received.partition(), event.event());
      if (sighting != Sighting.FIRST) {
        tallies.repeated(event, sighting);
        continue;
      }
      var decisions = decide(event);
      decisions.forEach(decision -> say(decision, event, departures));
      tallies.evaluated(event, decisions);
    }
    tallies.summaries().forEach(summary -> departures.send(summary.message()));
    departures.awaitAcknowledged(); // before the batch's offsets are committed
    seen.done(tallies.ranges());
    metrics.record(tallies, System.nanoTime() - begun);
  }

  private List<Decision> decide(Occurrence event) throws InterruptedException {
    definitions.awaitCertainty(event.acceptedAt());
    return Evaluation.decide(rules.inForceAt(event.acceptedAt()), event);
  }

  private static void say(Decision decision, Occurrence event, Departures departures) {
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
