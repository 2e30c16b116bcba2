package dev.sequitur.reporting.export;

import org.jspecify.annotations.Nullable;

/**
 * Lines of comma-separated values (RFC 4180). A text that a spreadsheet would take for a formula
 * has an apostrophe before it: what a sender wrote must not be carried out by who opens the file.
 */
public final class Csv {

  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
  private static final String SPECIAL = ",\"\r\n";

  private final StringBuilder text = new StringBuilder();
  private boolean fresh = true;

  /** Text of the next field; null is empty. */
  public Csv text(@Nullable String value) {
    separate();
    if (value == null || value.isEmpty()) {
      return this;
    }
    var first = FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" : "";
    if (isSpecial(value)) {
      text.append('"').append(first).append(value.replace("\"", "\"\"")).append('"');
    } else {
      text.append(first).append(value);
    }
    return this;
  }

  /** A number, an instant, an id: what we have made ourselves. */
  public Csv plain(@Nullable Object value) {
    separate();
    if (value != null) {
      text.append(value);
    }
    return this;
  }

  /** Ends the line. */
  public Csv end() {
    text.append("\r\n");
    fresh = true;
    return this;
  }

  /** How much has gathered, characters. */
  public int length() {
    return text.length();
  }

  /** What has gathered; it is forgotten here. */
  public String take() {
    var taken = text.toString();
    text.setLength(0);
    return taken;
  }

  private void separate() {
    if (!fresh) {
      text.append(',');
    }
    fresh = false;
  }

  private static boolean isSpecial(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (SPECIAL.indexOf(value.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
