package dev.sequitur.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the inbox is kept, and how patient its filling is. */
@ConfigMapping(prefix = "sequitur.notification")
public interface NotificationConfig {

  /**
   * Notifications are purged when older than this. Never shorter than the de-duplication horizon: a
   * cause that is heard again must still be recognised.
   */
  @WithDefault("P90D")
  Duration retention();

  /** How long a small batch waits for more records while they keep coming. */
  @WithDefault("50ms")
  Duration gather();

  /** Rows that one purging transaction deletes at most. */
  @WithDefault("1000")
  int purgeBatch();

  /** How often old rows are looked for. */
  @WithDefault("10m")
  Duration purgeEvery();

  /** How often it is looked whether a message that is held is due. */
  @WithDefault("5s")
  Duration dueEvery();

  /** Held messages that one transaction releases at most. */
  @WithDefault("500")
  int dueBatch();

  /** How long a test of a channel waits for what comes of it. */
  @WithDefault("10s")
  Duration testWait();
}
