package dev.sequitur.notification.delivery;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Starter;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.notification.NotificationConfig;
import dev.sequitur.notification.NotificationProblem;
import dev.sequitur.notification.delivery.Delivery.Origin;
import dev.sequitur.notification.delivery.Delivery.Standing;
import dev.sequitur.notification.domain.Channel;
import dev.sequitur.notification.domain.ChannelTarget;
import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.MessageValues;
import dev.sequitur.notification.domain.Preferences;
import dev.sequitur.notification.preference.PreferenceTable;
import dev.sequitur.notification.preference.PreferenceTable.Person;
import dev.sequitur.notification.template.Composer;
import dev.sequitur.notification.template.Composition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tries a channel: really sends something through it, the way that everything goes. */
@ApplicationScoped
public class TestSends {

  private static final long LOOK_EVERY_MILLIS = 100;

  private final ApiDatabase database;
  private final Composer composer;
  private final Deliveries deliveries;
  private final NotificationConfig config;

  TestSends(
      ApiDatabase database, Composer composer, Deliveries deliveries, NotificationConfig config) {
    this.database = database;
    this.composer = composer;
    this.deliveries = deliveries;
    this.config = config;
  }

  /**
   * Sends a test and waits a while for what comes of it.
   *
   * @param tester to whose own address it goes if the channel has none
   * @return the delivery, still QUEUED if nothing came of it in time
   */
  public DeliveryView send(Channel channel, Person tester) throws InterruptedException {
    var id = UUID.randomUUID();
    database.run(
        channel.workspace(),
        transaction -> {
          var delivery = delivery(transaction.connection(), id, channel, tester);
          DeliveryTable.insert(transaction.connection(), List.of(delivery));
          transaction.say(
              java.util.Objects.requireNonNull(delivery.standing().command()).message());
        });
    return await(channel.workspace(), id);
  }

  private Delivery delivery(Connection connection, UUID id, Channel channel, Person tester)
      throws SQLException {
    var now = DeliveryTable.now(connection);
    var values = values(channel, id, tester, now);
    var to = Deciding.addresses(channel, null, Preferences.NONE);
    if (to.isEmpty()) {
      var wishes = PreferenceTable.of(connection, Set.of(tester));
      to =
          Deciding.addresses(
              channel, tester.principal(), wishes.getOrDefault(tester, Preferences.NONE));
    }
    if (!(composer.compose(channel, to, List.of(values), now)
        instanceof Composition.Composed message)) {
      throw NotificationProblem.CHANNEL_WITHOUT_ADDRESS.with(
          "Name addresses in the channel, or your own in your notification preferences.");
    }
    var event = new EventReference(id, "dev.sequitur.notification.test", -1, -1, now, null, null);
    var origin = new Origin(Starter.CHANNEL, channel.uid(), channel.name(), channel.version());
    var command =
        MessageCommand.of(channel.workspace(), id, origin, event, channel.name(), message, now);
    return new Delivery(
        id,
        channel.workspace(),
        new ChannelTarget(channel.name(), null),
        channel.kind(),
        origin,
        Happening.FINISHED,
        command.runId(),
        event,
        values,
        Standing.queued(command, message.note()),
        now);
  }

  private static Map<String, Object> values(Channel channel, UUID id, Person tester, Instant now) {
    return MessageValues.notification(
        Happening.FINISHED,
        Map.of(
            "title",
            "Test of the channel " + channel.name() + " by " + tester.principal(),
            "code",
            "TEST",
            "subscription",
            "",
            "rule",
            "",
            "labels",
            Map.of(),
            "runId",
            id.toString(),
            "eventId",
            id.toString(),
            "eventType",
            "dev.sequitur.notification.test",
            "at",
            now.toString()));
  }

  private DeliveryView await(String workspace, UUID id) throws InterruptedException {
    var until = System.nanoTime() + config.testWait().toNanos();
    while (true) {
      var found = deliveries.find(workspace, id).orElseThrow();
      if (!found.state().equals(DeliveryState.QUEUED.name()) || System.nanoTime() > until) {
        return found;
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }
}
