package dev.sequitur.notification.subscription;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.Books;
import dev.sequitur.notification.domain.Subscription;
import dev.sequitur.notification.domain.SubscriptionBook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The published subscriptions, for any instant. */
@ApplicationScoped
public class SubscriptionsInForce {

  private static final Logger LOG = Logger.getLogger(SubscriptionsInForce.class);

  private final Map<String, Optional<Subscription>> read = new ConcurrentHashMap<>();
  private final Books<SubscriptionBook> books = new Books<>(this::bind);
  private final Counter unreadable;

  SubscriptionsInForce(MeterRegistry metrics) {
    this.unreadable =
        Counter.builder("sequitur.notification.subscriptions.unreadable")
            .description("published subscriptions that this version cannot read, not in force")
            .register(metrics);
  }

  /** Takes note of a change; a spec that cannot be read is not in force, and never throws. */
  public void heard(DefinitionPublished change) {
    read.computeIfAbsent(change.key(), _ -> read(change));
    books.heard(change);
  }

  public SubscriptionBook inForceAt(Instant instant) {
    return books.inForceAt(instant);
  }

  private Optional<Subscription> read(DefinitionPublished change) {
    var reading = SpecReader.read(change.spec());
    if (reading.spec() == null) {
      unreadable.increment();
      LOG.errorf("%s is not in force: %s", change.key(), reading.errors());
      return Optional.empty();
    }
    return Optional.of(reading.spec().of(change));
  }

  private SubscriptionBook bind(List<DefinitionPublished> active) {
    return SubscriptionBook.of(
        active.stream()
            .map(change -> read.getOrDefault(change.key(), Optional.empty()))
            .flatMap(Optional::stream)
            .toList());
  }
}
