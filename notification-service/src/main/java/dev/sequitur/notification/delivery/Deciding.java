package dev.sequitur.notification.delivery;

import dev.sequitur.notification.channel.ChannelsInForce;
import dev.sequitur.notification.delivery.Delivery.Origin;
import dev.sequitur.notification.delivery.Delivery.Standing;
import dev.sequitur.notification.domain.Channel;
import dev.sequitur.notification.domain.Channel.Address;
import dev.sequitur.notification.domain.Dispatch;
import dev.sequitur.notification.domain.MessageValues;
import dev.sequitur.notification.domain.Preferences;
import dev.sequitur.notification.domain.Reason;
import dev.sequitur.notification.domain.Timing;
import dev.sequitur.notification.template.Composer;
import dev.sequitur.notification.template.Composition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each dispatch. */
@ApplicationScoped
class Deciding {

  private final ChannelsInForce channels;
  private final Composer composer;

  Deciding(ChannelsInForce channels, Composer composer) {
    this.channels = channels;
    this.composer = composer;
  }

  /**
   * The delivery of a dispatch.
   *
   * @param wanted of its user; of no meaning without one
   * @param now by the database's clock
   */
  Delivery decide(Dispatch dispatch, Preferences wanted, Instant now) {
    var target = dispatch.target();
    var channel = channels.find(dispatch.fact().workspace(), target.channel(), dispatch.at());
    if (channel.isEmpty()) {
      return Delivery.of(dispatch, null, Standing.suppressed(Reason.CHANNEL_NOT_IN_FORCE));
    }
    var kind = channel.get().kind();
    var timing = target.user() == null ? new Timing.Now() : Timing.decide(wanted, dispatch, now);
    var standing =
        switch (timing) {
          case Timing.Suppressed(var reason) -> Standing.suppressed(reason);
          case Timing.Held(var reason, var until) -> Standing.held(reason, until);
          case Timing.Now() -> atOnce(dispatch, channel.get(), wanted, now);
        };
    return Delivery.of(dispatch, kind, standing);
  }

  private Standing atOnce(Dispatch dispatch, Channel channel, Preferences wanted, Instant now) {
    var by = dispatch.subscription();
    var origin =
        new Origin(dev.sequitur.contracts.Starter.SUBSCRIPTION, by.uid(), by.name(), by.version());
    var composed =
        composer.compose(
            channel,
            addresses(channel, dispatch.target().user(), wanted),
            List.of(MessageValues.notification(dispatch)),
            dispatch.at());
    return switch (composed) {
      case Composition.Unaddressed() -> Standing.suppressed(Reason.NO_ADDRESS);
      case Composition.Composed message ->
          Standing.queued(
              MessageCommand.of(
                  dispatch.fact().workspace(),
                  dispatch.id(),
                  origin,
                  dispatch.fact().event(),
                  channel.name(),
                  message,
                  now),
              message.note());
    };
  }

  /** A person's own address, or those of the channel. */
  static List<String> addresses(Channel channel, @Nullable String user, Preferences wanted) {
    if (user != null) {
      return wanted.email() == null ? List.of() : List.of(wanted.email());
    }
    return channel.address() instanceof Address.Email email ? email.to() : List.of();
  }
}
