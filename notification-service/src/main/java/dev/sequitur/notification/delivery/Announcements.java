package dev.sequitur.notification.delivery;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.notification.delivery.Troubles.Candidate;
import dev.sequitur.notification.delivery.Troubles.Trouble;
import dev.sequitur.notification.domain.Dispatch;
import dev.sequitur.notification.domain.Fact;
import dev.sequitur.notification.domain.Notification;
import dev.sequitur.notification.domain.Preferences;
import dev.sequitur.notification.domain.Preferences.Mode;
import dev.sequitur.notification.domain.Recipient;
import dev.sequitur.notification.domain.Subscription;
import dev.sequitur.notification.domain.Telling.Told;
import dev.sequitur.notification.inbox.Inbox;
import dev.sequitur.notification.preference.PreferenceTable;
import dev.sequitur.notification.preference.PreferenceTable.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Carries out what a batch decides, in one transaction: rows in inboxes, deliveries with the
 * commands that carry them, what became of earlier ones. Whatever comes again finds its rows, and
 * sends nothing.
 */
@ApplicationScoped
public class Announcements {

  private final PathDatabase database;
  private final Inbox inbox;
  private final Deciding deciding;
  private final DeliveryMetrics metrics;

  Announcements(PathDatabase database, Inbox inbox, Deciding deciding, DeliveryMetrics metrics) {
    this.database = database;
    this.inbox = inbox;
    this.deciding = deciding;
    this.metrics = metrics;
  }

  /** What one batch brought. */
  public static final class Round {
    private final Told told = Told.nothing();
    private final List<Candidate> recoveries = new ArrayList<>();
    private final List<EffectSettled> answers = new ArrayList<>();

    public void tell(Told more) {
      told.add(more);
    }

    /** A run that ended well may be the end of a trouble that this subscription has told. */
    public void mayHaveRecovered(Subscription subscription, Fact.Ended finished, Instant at) {
      recoveries.add(new Candidate(subscription, finished, at));
    }

    public void answered(EffectSettled outcome) {
      answers.add(outcome);
    }

    boolean isEmpty() {
      return told.isEmpty() && recoveries.isEmpty() && answers.isEmpty();
    }
  }

  private record Count(int told, int wanted, List<Delivery> deliveries) {}

  /** Carries a round out; may be called again with the same. */
  public void carryOut(Round round) {
    if (round.isEmpty()) {
      return;
    }
    var count =
        database.transact(
            transaction -> {
              var first = store(transaction, round.told);
              var over = Troubles.close(transaction.connection(), round.recoveries);
              var second = store(transaction, over);
              DeliveryTable.settle(transaction.connection(), round.answers);
              first.deliveries().addAll(second.deliveries());
              return new Count(
                  first.told() + second.told(),
                  first.wanted() + second.wanted(),
                  first.deliveries());
            });
    inbox.count(count.told(), count.wanted() - count.told());
    metrics.decided(count.deliveries());
    metrics.settled(round.answers);
  }

  private Count store(Transaction transaction, Told told) throws SQLException {
    if (told.isEmpty()) {
      return new Count(0, 0, new ArrayList<>());
    }
    var connection = transaction.connection();
    var wishes = PreferenceTable.of(connection, people(told));
    var wanted = told.notifications().stream().filter(one -> isWanted(one, wishes)).toList();
    var inInboxes = Inbox.insert(connection, wanted);
    var now = DeliveryTable.now(connection);
    var deliveries =
        told.dispatches().stream()
            .map(one -> deciding.decide(one, wishes(one, wishes), now))
            .toList();
    var stored = DeliveryTable.insert(connection, deliveries);
    // One of those that came several times in this batch: the row is new once.
    var unsaid = new HashSet<>(stored);
    var fresh = new ArrayList<>(deliveries.stream().filter(d -> unsaid.remove(d.id())).toList());
    for (var delivery : fresh) {
      var command = delivery.standing().command();
      if (command != null) {
        transaction.say(command.message());
      }
    }
    var troubles = new ArrayList<Trouble>();
    for (var one : wanted) {
      if (inInboxes.contains(one.id()) && opens(one.subscription(), one.fact())) {
        troubles.add(new Trouble(one.subscription(), one.fact(), one.at()));
      }
    }
    for (var one : told.dispatches()) {
      if (stored.contains(one.id()) && opens(one.subscription(), one.fact())) {
        troubles.add(new Trouble(one.subscription(), one.fact(), one.at()));
      }
    }
    Troubles.open(connection, troubles);
    return new Count(inInboxes.size(), wanted.size(), fresh);
  }

  private static boolean opens(Subscription subscription, Fact fact) {
    return fact.happening().isTrouble() && subscription.awaitsRecovery();
  }

  private static HashSet<Person> people(Told told) {
    var people = new HashSet<Person>();
    for (var one : told.notifications()) {
      if (one.recipient() instanceof Recipient.User(var name)) {
        people.add(new Person(one.fact().workspace(), name));
      }
    }
    for (var one : told.dispatches()) {
      if (one.target().user() != null) {
        people.add(new Person(one.fact().workspace(), one.target().user()));
      }
    }
    return people;
  }

  private static Preferences wishes(Dispatch dispatch, Map<Person, Preferences> wishes) {
    var user = dispatch.target().user();
    return user == null
        ? Preferences.NONE
        : wishes.getOrDefault(new Person(dispatch.fact().workspace(), user), Preferences.NONE);
  }

  /** An inbox is looked into when its owner likes: quiet hours and digests are not for it. */
  private static boolean isWanted(Notification told, Map<Person, Preferences> wishes) {
    if (!(told.recipient() instanceof Recipient.User(var name))
        || told.subscription().mandatory().contains(told.fact().happening())) {
      return true;
    }
    var wish = wishes.getOrDefault(new Person(told.fact().workspace(), name), Preferences.NONE);
    return wish.mode(Preferences.INBOX, told.fact().happening()) != Mode.OFF;
  }
}
