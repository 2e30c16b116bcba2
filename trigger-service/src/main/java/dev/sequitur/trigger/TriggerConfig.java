package dev.sequitur.trigger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set on the trigger service. */
@ConfigMapping(prefix = "sequitur.trigger")
public interface TriggerConfig {

  /** The largest body that is accepted, bytes. */
  @WithDefault("262144")
  int bodyLimit();

  /** Requests under way at most, from their first byte to the broker's acknowledgement. */
  @WithDefault("2000")
  int requestsInFlight();

  /**
   * Bytes of bodies under way at most. Well below the producer's buffer (32 MB), so that handing a
   * record to the producer never waits for room.
   */
  @WithDefault("12582912")
  long bytesInFlight();
}
