package dev.sequitur.kit.database;

import java.nio.charset.StandardCharsets;

/**
 * Text that PostgreSQL can keep. It knows neither U+0000 nor half of a surrogate pair, Java and
 * JSON do; both become U+FFFD, so that what somebody said is shown and not put aside.
 */
public final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /** The text itself if it can be kept. */
  public static String of(String text) {
    return isStorable(text) ? text : cleaned(text);
  }

  static byte[] bytes(String text) {
    return of(text).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static String cleaned(String text) {
    var clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (isPair(text, i)) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return clean.toString();
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }
}
