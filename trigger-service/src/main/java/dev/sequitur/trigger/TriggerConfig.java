package dev.sequitur.trigger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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

  /** Schedules. */
  Schedules schedules();

  /** What can be set on schedules. */
  interface Schedules {

    /** An instant that is noticed this late is still on time; later it is missed. */
    @WithDefault("PT1M")
    Duration grace();

    /** Schedules that one transaction fires at most. */
    @WithDefault("500")
    int schedulesAtOnce();

    /**
     * Instants of one schedule that one transaction decides, so that a long absence is no storm.
     */
    @WithDefault("200")
    int instantsAtOnce();

    /** How long it is kept what became of an instant. */
    @WithDefault("P30D")
    Duration firesKept();
  }
}
