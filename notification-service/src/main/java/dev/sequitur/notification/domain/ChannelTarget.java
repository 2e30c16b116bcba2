package dev.sequitur.notification.domain;

import org.jspecify.annotations.Nullable;

/**
 * Where a message goes.
 *
 * @param channel name of a channel
 * @param user for whom; null = for whoever is at the channel's other end
 */
public record ChannelTarget(String channel, @Nullable String user) {

  /** As it goes into ids: stable for ever. */
  public String key() {
    return "channel:" + channel + (user == null ? "" : "/user:" + user);
  }
}
