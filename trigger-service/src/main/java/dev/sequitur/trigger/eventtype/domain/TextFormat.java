package dev.sequitur.trigger.eventtype.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Formats that a text may have, by their names in JSON Schema; the narrower before the wider. */
enum TextFormat {
  DATE_TIME("date-time") {
    @Override
    boolean holds(String text) {
      return text.length() <= 40 && parses(() -> OffsetDateTime.parse(text));
    }
  },
  DATE("date") {
    @Override
    boolean holds(String text) {
      return text.length() == 10 && parses(() -> LocalDate.parse(text));
    }
  },
  UUID("uuid") {
    @Override
    boolean holds(String text) {
      return UUIDS.matcher(text).matches();
    }
  },
  EMAIL("email") {
    @Override
    boolean holds(String text) {
      return text.length() <= 254 && EMAILS.matcher(text).matches();
    }
  },
  URI_("uri") {
    @Override
    boolean holds(String text) {
      return URIS.matcher(text).lookingAt() && isUri(text);
    }
  };

  private static final Pattern UUIDS =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern EMAILS =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,63}");
  private static final Pattern URIS = Pattern.compile("(https?|ftp|urn|mailto):[^\\s]");

  private final String word;

  TextFormat(String word) {
    this.word = word;
  }

  abstract boolean holds(String text);

  String word() {
    return word;
  }

  static boolean parses(Runnable parsing) {
    try {
      parsing.run();
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  static boolean isUri(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
