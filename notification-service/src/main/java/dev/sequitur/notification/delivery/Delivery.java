package dev.sequitur.notification.delivery;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.notification.domain.Channel;
import dev.sequitur.notification.domain.ChannelTarget;
import dev.sequitur.notification.domain.Dispatch;
import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.MessageValues;
import dev.sequitur.notification.domain.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one target, as it is stored.
 *
 * @param kind null if no such channel was in force
 * @param origin who sends it
 * @param values what templates can say of it
 * @param standing where it is
 */
record Delivery(
    UUID id,
    String workspace,
    ChannelTarget target,
    Channel.@Nullable Kind kind,
    Origin origin,
    Happening happening,
    UUID runId,
    EventReference event,
    Map<String, Object> values,
    Standing standing,
    Instant createdAt) {

  /**
   * On whose behalf.
   *
   * @param starter {@code Subscription}, or {@code Channel} for a test of it
   */
  record Origin(String starter, UUID uid, String name, int version) {}

  /**
   * Where it is.
   *
   * @param dueAt while it is held
   * @param command what carries it, if it is on its way
   */
  record Standing(
      DeliveryState state,
      @Nullable Reason reason,
      @Nullable Instant dueAt,
      @Nullable MessageCommand command) {

    static Standing suppressed(Reason reason) {
      return new Standing(DeliveryState.SUPPRESSED, reason, null, null);
    }

    static Standing held(Reason reason, Instant until) {
      return new Standing(DeliveryState.HELD, reason, until, null);
    }

    static Standing queued(MessageCommand command, @Nullable Reason note) {
      return new Standing(DeliveryState.QUEUED, note, null, command);
    }
  }

  static Delivery of(Dispatch dispatch, Channel.@Nullable Kind kind, Standing standing) {
    var by = dispatch.subscription();
    var fact = dispatch.fact();
    return new Delivery(
        dispatch.id(),
        fact.workspace(),
        dispatch.target(),
        kind,
        new Origin(dev.sequitur.contracts.Starter.SUBSCRIPTION, by.uid(), by.name(), by.version()),
        fact.happening(),
        fact.runId(),
        fact.event(),
        MessageValues.notification(dispatch),
        standing,
        dispatch.at());
  }

  String text(String value) {
    return String.valueOf(values.get(value));
  }
}
