package dev.sequitur.notification.preference;

import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.notification.document.EmailAddress;
import dev.sequitur.notification.document.Fields;
import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.Preferences;
import dev.sequitur.notification.domain.Preferences.Mode;
import dev.sequitur.notification.domain.QuietHours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a person's preferences strictly; all of it may be left out. */
final class PreferenceReader {

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final int MOST_CHANNELS = 100;
  private static final List<String> MODES =
      Arrays.stream(Mode.values()).map(mode -> mode.name().toLowerCase(Locale.ROOT)).toList();
  private static final List<String> CATEGORIES =
      Stream.concat(
              Arrays.stream(Happening.values()).map(Happening::name), Stream.of(Preferences.EVERY))
          .toList();

  /** Preferences, or all that is wrong with them. */
  record Reading(Preferences preferences, List<Violation> errors) {}

  private final Fields fields = new Fields();

  private PreferenceReader() {}

  static Reading read(Map<String, @Nullable Object> document) {
    var reader = new PreferenceReader();
    var read = reader.document(document);
    return new Reading(read, reader.fields.errors());
  }

  private Preferences document(Map<String, @Nullable Object> document) {
    fields.refuseUnknown(document, "", "email", "zone", "channels", "quietHours", "digestAt");
    return new Preferences(
        email(document.get("email")),
        zone(document.get("zone")),
        channels(document),
        quiet(document),
        document.get("digestAt") == null
            ? Preferences.NONE.digestAt()
            : time(document.get("digestAt"), "/digestAt"));
  }

  private @Nullable String email(@Nullable Object given) {
    if (given == null || given instanceof String text && EmailAddress.isOne(text)) {
      return (String) given;
    }
    fields.error("/email", "INVALID_ADDRESS", "must be an address such as anna@example.com");
    return null;
  }

  private ZoneId zone(@Nullable Object given) {
    if (given instanceof String name) {
      try {
        return ZoneId.of(name);
      } catch (DateTimeException e) {
        // Said below, as of what is no text.
      }
    } else if (given == null) {
      return Preferences.NONE.zone();
    }
    fields.error("/zone", "INVALID_ZONE", "must be an IANA zone such as Europe/Berlin");
    return Preferences.NONE.zone();
  }

  private Map<String, Map<String, Mode>> channels(Map<String, @Nullable Object> document) {
    var modes = new LinkedHashMap<String, Map<String, Mode>>();
    if (document.get("channels") == null) {
      return modes;
    }
    var given = fields.object(document, "channels", "");
    if (given.size() > MOST_CHANNELS) {
      fields.error("/channels", "TOO_MANY", "at most " + MOST_CHANNELS);
      return modes;
    }
    for (var channel : given.keySet()) {
      if (!channel.equals(Preferences.EVERY) && !ManifestReader.isName(channel)) {
        fields.error(
            Fields.below("/channels", channel), "INVALID_NAME", "must be a channel's name, or *");
      } else {
        modes.put(channel, categories(channel, fields.object(given, channel, "/channels")));
      }
    }
    return modes;
  }

  private Map<String, Mode> categories(String channel, Map<String, @Nullable Object> given) {
    var here = Fields.below("/channels", channel);
    var modes = new LinkedHashMap<String, Mode>();
    given.forEach(
        (category, mode) -> {
          var digest = Preferences.INBOX.equals(channel) && "digest".equals(mode);
          if (!CATEGORIES.contains(category)) {
            fields.error(
                Fields.below(here, category),
                "UNKNOWN_OUTCOME",
                "known here: " + String.join(", ", CATEGORIES));
          } else if (digest || !(mode instanceof String name && MODES.contains(name))) {
            fields.error(
                Fields.below(here, category),
                "UNKNOWN_MODE",
                "must be on, off or, but for the inbox, digest");
          } else {
            modes.put(category, Mode.values()[MODES.indexOf(mode)]);
          }
        });
    return modes;
  }

  private @Nullable QuietHours quiet(Map<String, @Nullable Object> document) {
    if (document.get("quietHours") == null) {
      return null;
    }
    var given = fields.object(document, "quietHours", "");
    fields.refuseUnknown(given, "/quietHours", "from", "to");
    var from = time(given.get("from"), "/quietHours/from");
    var to = time(given.get("to"), "/quietHours/to");
    if (given.get("from") != null && from.equals(to)) {
      fields.error("/quietHours/to", "AMBIGUOUS", "must be another time than from");
    }
    return new QuietHours(from, to);
  }

  private LocalTime time(@Nullable Object given, String pointer) {
    if (given instanceof String text && TIME.matcher(text).matches()) {
      return LocalTime.parse(text);
    }
    fields.error(
        pointer, given == null ? "MISSING" : "INVALID_TIME", "must be a time such as 07:30");
    return LocalTime.MIDNIGHT;
  }
}
