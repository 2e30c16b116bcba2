package dev.sequitur.notification;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.kit.kafka.Received;
import dev.sequitur.notification.domain.Fact;
import dev.sequitur.notification.domain.FactReader;
import dev.sequitur.notification.domain.Notification;
import dev.sequitur.notification.domain.Telling;
import dev.sequitur.notification.inbox.Inbox;
import dev.sequitur.notification.subscription.SubscriptionKind;
import dev.sequitur.notification.subscription.SubscriptionsInForce;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that notification-service hears from Kafka. One method is one hop. */
@ApplicationScoped
public class NotificationFlows {

  /** The consumer group. */
  public static final String GROUP = "notification";

  private final Hops hops;
  private final PublishedDefinitions definitions;
  private final SubscriptionsInForce subscriptions;
  private final Inbox inbox;
  private final NotificationConfig config;

  NotificationFlows(
      Hops hops,
      PublishedDefinitions definitions,
      SubscriptionsInForce subscriptions,
      Inbox inbox,
      NotificationConfig config) {
    this.hops = hops;
    this.definitions = definitions;
    this.subscriptions = subscriptions;
    this.inbox = inbox;
    this.config = config;
  }

  void start(@Observes StartupEvent starting) {
    definitions.follow(Map.of(SubscriptionKind.NAME, subscriptions::heard));
    hops.start(
        HopSpec.of("tell", GROUP, Topics.OUTCOMES, FactReader::read, this::onFacts)
            .hearing(List.of(Topics.OUTCOMES, Topics.RUNS))
            .openWhile(definitions::isRead)
            .gathering(config.gather()));
  }

  /** What went wrong, told to whoever subscribed to it at that instant; one transaction a batch. */
  void onFacts(Batch<Fact> batch) throws InterruptedException {
    var latest = batch.stream().map(NotificationFlows::instant).max(Comparator.naturalOrder());
    definitions.awaitCertainty(latest.orElse(Instant.EPOCH));
    inbox.put(batch.stream().flatMap(this::told).toList());
  }

  private Stream<Notification> told(Received<Fact> received) {
    var at = instant(received);
    return Telling.decide(subscriptions.inForceAt(at), received.value(), at).stream();
  }

  /**
   * The fact's own instant, but not beyond its record's millisecond: the broker bounds that one,
   * and an instant in the far future would wait for definitions that nobody can know yet.
   */
  private static Instant instant(Received<Fact> received) {
    var own = received.value().at();
    var latest = received.timestamp().plusMillis(1);
    return own.isAfter(latest) ? latest : own;
  }
}
