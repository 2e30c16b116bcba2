package dev.sequitur.contracts;

import java.util.Map;
import java.util.UUID;

/**
 * What started a run.
 *
 * @param kind {@code Rule}; {@link #SUBSCRIPTION} or {@link #CHANNEL} if people are told something
 * @param version the published version that decided
 * @param labels the definition's labels at that version
 */
public record Starter(String kind, UUID uid, String name, int version, Map<String, String> labels) {

  /** Kind of what tells people of a run. */
  public static final String SUBSCRIPTION = "Subscription";

  /** Kind of what is tried out by sending something through it. */
  public static final String CHANNEL = "Channel";

  /**
   * Whether its command carries a message to people. It is then no run of an automation: it is not
   * counted among those, and nobody is told how it ends.
   */
  public boolean tellsPeople() {
    return SUBSCRIPTION.equals(kind) || CHANNEL.equals(kind);
  }
}
