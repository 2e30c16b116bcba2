package dev.sequitur.notification.domain;

import dev.sequitur.contracts.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides who is told of a fact. */
public final class Telling {

  private Telling() {}

  /**
   * One notification for each recipient of each subscription that asks for the fact. The same book
   * and the same fact give the same ids.
   *
   * @param book the subscriptions in force at {@code at}
   * @param at when the fact came about
   */
  public static List<Notification> decide(SubscriptionBook book, Fact fact, Instant at) {
    var told = new ArrayList<Notification>();
    for (var subscription : book.of(fact.workspace())) {
      if (subscription.asksFor(fact)) {
        for (var recipient : subscription.recipients()) {
          told.add(tell(subscription, recipient, fact, at));
        }
      }
    }
    return told;
  }

  private static Notification tell(
      Subscription subscription, Recipient recipient, Fact fact, Instant at) {
    var id = Ids.notification(fact.workspace(), subscription.uid(), recipient.key(), fact.cause());
    return new Notification(id, recipient, subscription, fact, Wording.title(fact), at);
  }
}
