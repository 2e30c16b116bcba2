package dev.sequitur.notification;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.kit.kafka.Received;
import dev.sequitur.notification.channel.ChannelKind;
import dev.sequitur.notification.channel.ChannelsInForce;
import dev.sequitur.notification.delivery.Announcements;
import dev.sequitur.notification.domain.Fact;
import dev.sequitur.notification.domain.FactReader;
import dev.sequitur.notification.domain.Heard;
import dev.sequitur.notification.domain.Telling;
import dev.sequitur.notification.subscription.SubscriptionKind;
import dev.sequitur.notification.subscription.SubscriptionsInForce;
import dev.sequitur.notification.template.TemplateKind;
import dev.sequitur.notification.template.TemplatesInForce;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All that notification-service hears from Kafka. One method is one hop. */
@ApplicationScoped
public class NotificationFlows {

  /** The consumer group. */
  public static final String GROUP = "notification";

  private final Hops hops;
  private final PublishedDefinitions definitions;
  private final SubscriptionsInForce subscriptions;
  private final ChannelsInForce channels;
  private final TemplatesInForce templates;
  private final Announcements announcements;
  private final NotificationConfig config;

  NotificationFlows(
      Hops hops,
      PublishedDefinitions definitions,
      SubscriptionsInForce subscriptions,
      ChannelsInForce channels,
      TemplatesInForce templates,
      Announcements announcements,
      NotificationConfig config) {
    this.hops = hops;
    this.definitions = definitions;
    this.subscriptions = subscriptions;
    this.channels = channels;
    this.templates = templates;
    this.announcements = announcements;
    this.config = config;
  }

  void start(@Observes StartupEvent starting) {
    definitions.follow(
        Map.of(
            SubscriptionKind.NAME, subscriptions::heard,
            ChannelKind.NAME, channels::heard,
            TemplateKind.NAME, templates::heard));
    hops.start(
        HopSpec.of("tell", GROUP, Topics.OUTCOMES, FactReader::read, this::onHeard)
            .hearing(List.of(Topics.OUTCOMES, Topics.RUNS))
            .openWhile(definitions::isRead)
            .gathering(config.gather()));
  }

  /** What happened, told to whoever subscribed to it at that instant; one transaction a batch. */
  void onHeard(Batch<Heard> batch) throws InterruptedException {
    var latest = batch.stream().map(Received::timestamp).max(Comparator.naturalOrder());
    definitions.awaitCertainty(latest.orElse(Instant.EPOCH).plusMillis(1));
    var round = new Announcements.Round();
    for (var received : batch) {
      switch (received.value()) {
        case Heard.Trouble(var fact) -> {
          var at = instant(fact, received);
          round.tell(Telling.decide(subscriptions.inForceAt(at), fact, at));
        }
        case Heard.Success success -> onSuccess(success, received, round);
        case Heard.Answer(var outcome) -> round.answered(outcome);
      }
    }
    announcements.carryOut(round);
  }

  private void onSuccess(
      Heard.Success success, Received<Heard> received, Announcements.Round round) {
    var known = subscriptions.inForceAt(received.timestamp());
    if (!known.hearingSuccess().contains(success.workspace())) {
      return;
    }
    Fact.Ended.of(FactReader.whole(success.body()))
        .ifPresent(
            finished -> {
              var at = instant(finished, received);
              var book = subscriptions.inForceAt(at);
              round.tell(Telling.decide(book, finished, at));
              Telling.awaiting(book, finished)
                  .forEach(one -> round.mayHaveRecovered(one, finished, at));
            });
  }

  /**
   * The fact's own instant, but not beyond its record's millisecond: the broker bounds that one,
   * and an instant in the far future would wait for definitions that nobody can know yet.
   */
  private static Instant instant(Fact fact, Received<Heard> received) {
    var own = fact.at();
    var latest = received.timestamp().plusMillis(1);
    return own.isAfter(latest) ? latest : own;
  }
}
