package dev.sequitur.notification.channel;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.notification.document.NamedInForce;
import dev.sequitur.notification.domain.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The published channels, for any instant. */
@ApplicationScoped
public class ChannelsInForce {

  private final NamedInForce<Channel> channels = new NamedInForce<>(ChannelsInForce::read);

  public void heard(DefinitionPublished change) {
    channels.heard(change);
  }

  public Optional<Channel> find(String workspace, String name, Instant at) {
    return channels.find(workspace, name, at);
  }

  private static Optional<Channel> read(DefinitionPublished change) {
    return read(change.workspace(), change.uid(), change.name(), change.version(), change.spec());
  }

  /** A channel as its spec says; empty if that has errors. */
  static Optional<Channel> read(
      String workspace, UUID uid, String name, int version, Map<String, @Nullable Object> spec) {
    var reading = ChannelReader.read(spec);
    return Optional.ofNullable(reading.address())
        .map(address -> new Channel(workspace, uid, name, version, address, reading.template()));
  }
}
