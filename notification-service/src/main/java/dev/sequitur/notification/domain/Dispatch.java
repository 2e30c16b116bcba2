package dev.sequitur.notification.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A fact that is to be told through a channel.
 *
 * @param id derived from subscription, target and cause
 * @param at when it happened
 */
public record Dispatch(
    UUID id, ChannelTarget target, Subscription subscription, Fact fact, String title, Instant at) {

  /** Whether no preference holds it back. */
  public boolean isMandatory() {
    return subscription.mandatory().contains(fact.happening());
  }
}
