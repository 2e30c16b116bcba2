package dev.sequitur.notification.delivery;

import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.notification.NotificationConfig;
import dev.sequitur.notification.channel.ChannelsInForce;
import dev.sequitur.notification.delivery.Delivery.Standing;
import dev.sequitur.notification.delivery.HeldTable.Change;
import dev.sequitur.notification.delivery.HeldTable.Due;
import dev.sequitur.notification.delivery.HeldTable.Group;
import dev.sequitur.notification.domain.Preferences;
import dev.sequitur.notification.domain.Preferences.Mode;
import dev.sequitur.notification.domain.Reason;
import dev.sequitur.notification.preference.PreferenceTable;
import dev.sequitur.notification.preference.PreferenceTable.Person;
import dev.sequitur.notification.template.Composer;
import dev.sequitur.notification.template.Composition;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends what was held once it is due: all that is due for one person on one channel as one message.
 * Any number of replicas may do so; one at a time does.
 */
@ApplicationScoped
public class Release {

  private static final Logger LOG = Logger.getLogger(Release.class);

  private final PathDatabase database;
  private final ChannelsInForce channels;
  private final Composer composer;
  private final DeliveryMetrics metrics;
  private final NotificationConfig config;
  private volatile boolean isAway;

  Release(
      PathDatabase database,
      ChannelsInForce channels,
      Composer composer,
      DeliveryMetrics metrics,
      NotificationConfig config) {
    this.database = database;
    this.channels = channels;
    this.composer = composer;
    this.metrics = metrics;
    this.config = config;
  }

  @Scheduled(
      every = "${sequitur.notification.due-every:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void releaseAll() {
    try {
      while (release() == config.dueBatch()) {
        // More is due.
      }
      isAway = false;
    } catch (DatabaseException e) {
      if (!isAway) {
        LOG.warnf("held messages wait for the database: %s", e.getMessage());
      }
      isAway = true;
    }
  }

  /** Releases what is due, in one transaction; gives how many were. */
  public int release() {
    var changes =
        database.<List<Change>>transact(
            transaction -> {
              var due = HeldTable.claim(transaction.connection(), config.dueBatch());
              return due.isEmpty() ? List.of() : release(transaction, due);
            });
    changes.forEach(change -> metrics.count(change.standing().state(), 1));
    return changes.size();
  }

  private List<Change> release(Transaction transaction, List<Due> due) throws SQLException {
    var groups =
        due.stream()
            .collect(Collectors.groupingBy(Due::group, LinkedHashMap::new, Collectors.toList()));
    var people = groups.keySet().stream().map(Release::person).collect(Collectors.toSet());
    var wishes = PreferenceTable.of(transaction.connection(), people);
    var now = DeliveryTable.now(transaction.connection());
    var changes = new ArrayList<Change>();
    groups.forEach(
        (group, all) -> {
          var wanted = wishes.getOrDefault(person(group), Preferences.NONE);
          changes.addAll(release(transaction, all, wanted, now));
        });
    HeldTable.change(transaction.connection(), changes);
    return changes;
  }

  /** What was switched off while it was held is not sent any more. */
  private List<Change> release(
      Transaction transaction, List<Due> group, Preferences wanted, Instant now) {
    var byWish = group.stream().collect(Collectors.partitioningBy(one -> isOff(one, wanted)));
    var changes = new ArrayList<Change>();
    byWish
        .getOrDefault(true, List.of())
        .forEach(
            one -> changes.add(new Change(one.id(), Standing.suppressed(Reason.PREFERENCE_OFF))));
    var left = byWish.getOrDefault(false, List.of());
    if (!left.isEmpty()) {
      var standing = send(left, wanted, now);
      if (standing.command() != null) {
        transaction.say(standing.command().message());
      }
      left.forEach(one -> changes.add(new Change(one.id(), standing)));
    }
    return changes;
  }

  private Standing send(List<Due> all, Preferences wanted, Instant now) {
    var first = all.getFirst();
    var group = first.group();
    var channel = channels.find(group.workspace(), group.channel(), now);
    if (channel.isEmpty()) {
      return Standing.suppressed(Reason.CHANNEL_NOT_IN_FORCE);
    }
    var to = Deciding.addresses(channel.get(), group.user(), wanted);
    List<Map<String, Object>> values = all.stream().map(Due::values).toList();
    return switch (composer.compose(channel.get(), to, values, now)) {
      case Composition.Unaddressed() -> Standing.suppressed(Reason.NO_ADDRESS);
      case Composition.Composed message ->
          Standing.queued(
              MessageCommand.of(
                  group.workspace(),
                  first.id(),
                  first.origin(),
                  first.event(),
                  group.channel(),
                  message,
                  now),
              message.note());
    };
  }

  private static boolean isOff(Due due, Preferences wanted) {
    return wanted.mode(due.group().channel(), due.happening()) == Mode.OFF;
  }

  private static Person person(Group group) {
    return new Person(group.workspace(), group.user());
  }
}
