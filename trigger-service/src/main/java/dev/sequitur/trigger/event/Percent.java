package dev.sequitur.trigger.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Header values of CloudEvents, which are percent-encoded UTF-8 (HTTP binding §3.1.3.2). */
final class Percent {

  private Percent() {}

  /** Decodes; what is no escape stays as it is, as the binding demands. */
  static String decode(String value) {
    var text =
        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
            ? value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
            : value;
    return text.indexOf('%') < 0 ? text : unescape(text);
  }

  private static String unescape(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      int escaped = escape(text, i);
      if (escaped >= 0) {
        bytes.write(escaped);
        i += 2;
      } else {
        bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int escape(String text, int at) {
    if (text.charAt(at) != '%' || at + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
