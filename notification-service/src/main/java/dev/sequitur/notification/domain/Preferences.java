package dev.sequitur.notification.domain;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one person wants.
 *
 * @param email where e-mail reaches the person; null = nowhere
 * @param zone in which its times are meant
 * @param modes by channel ({@link #INBOX}, or {@link #EVERY}), then by category ({@link Happening},
 *     or {@link #EVERY})
 * @param quiet null = never
 * @param digestAt when what was put together is sent
 */
public record Preferences(
    @Nullable String email,
    ZoneId zone,
    Map<String, Map<String, Mode>> modes,
    @Nullable QuietHours quiet,
    LocalTime digestAt) {

  public static final String EVERY = "*";
  public static final String INBOX = "inbox";

  /** Of whoever has not said anything. */
  public static final Preferences NONE =
      new Preferences(null, ZoneOffset.UTC, Map.of(), null, LocalTime.of(8, 0));

  /** What is done with a category on a channel. */
  public enum Mode {
    ON,
    OFF,
    /** Once a day, many in one message. */
    DIGEST
  }

  /** The mode of a category on a channel; the closer wish wins, the channel's before the other. */
  public Mode mode(String channel, Happening category) {
    return Stream.of(
            mode(channel, category.name()),
            mode(channel, EVERY),
            mode(EVERY, category.name()),
            mode(EVERY, EVERY))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(Mode.ON);
  }

  private @Nullable Mode mode(String channel, String category) {
    return modes.getOrDefault(channel, Map.of()).get(category);
  }
}
