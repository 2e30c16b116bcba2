package dev.sequitur.notification.domain;

import dev.sequitur.contracts.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Decides who is told of a fact. */
public final class Telling {

  private Telling() {}

  /**
   * What is told to whom.
   *
   * @param notifications one for each inbox
   * @param dispatches one for each channel, or user of a channel
   */
  public record Told(List<Notification> notifications, List<Dispatch> dispatches) {

    /** Nothing yet; to be added to. */
    public static Told nothing() {
      return new Told(new ArrayList<>(), new ArrayList<>());
    }

    /** Adds to what {@link #nothing} began. */
    public void add(Told more) {
      notifications.addAll(more.notifications);
      dispatches.addAll(more.dispatches);
    }

    public boolean isEmpty() {
      return notifications.isEmpty() && dispatches.isEmpty();
    }
  }

  /**
   * One notification for each recipient, and one dispatch for each channel, of each subscription
   * that asks for the fact. The same book and the same fact give the same ids.
   *
   * @param book the subscriptions in force at {@code at}
   * @param at when the fact came about
   */
  public static Told decide(SubscriptionBook book, Fact fact, Instant at) {
    var told = Told.nothing();
    for (var subscription : book.of(fact.workspace())) {
      if (subscription.asksFor(fact)) {
        told.add(by(subscription, fact, at));
      }
    }
    return told;
  }

  /** The subscriptions that are to be told if the rule of this run had been in trouble. */
  public static List<Subscription> awaiting(SubscriptionBook book, Fact finished) {
    return book.of(finished.workspace()).stream()
        .filter(one -> one.awaitsRecovery() && one.isAbout(finished))
        .toList();
  }

  /** What one subscription tells of a fact that it asks for. */
  public static Told by(Subscription subscription, Fact fact, Instant at) {
    var title = Wording.title(fact);
    return new Told(
        subscription.recipients().stream()
            .map(
                to ->
                    new Notification(
                        id(subscription, to.key(), fact), to, subscription, fact, title, at))
            .toList(),
        subscription.channels().stream()
            .map(
                to ->
                    new Dispatch(
                        id(subscription, to.key(), fact), to, subscription, fact, title, at))
            .toList());
  }

  private static UUID id(Subscription subscription, String recipient, Fact fact) {
    return Ids.notification(fact.workspace(), subscription.uid(), recipient, fact.cause());
  }
}
