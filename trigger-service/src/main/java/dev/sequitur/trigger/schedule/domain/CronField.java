package dev.sequitur.trigger.schedule.domain;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A field of an expression: its bounds, and the names that stand for its values. */
enum CronField {
  SECONDS("seconds", 0, 59, List.of()),
  MINUTES("minutes", 0, 59, List.of()),
  HOURS("hours", 0, 23, List.of()),
  DAYS("days of the month", 1, 31, List.of()),
  MONTHS(
      "months",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  WEEKDAYS("days of the week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private static final Pattern ITEM = Pattern.compile("([^-/]+)(?:-([^-/]+))?(?:/([0-9]{1,3}))?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

  private final String title;
  private final int least;
  private final int most;
  private final List<String> names;

  CronField(String title, int least, int most, List<String> names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** Leaves the parsing at once; never seen outside of it. */
  static final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Malformed(String detail) {
      super(detail, null, false, false);
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  static List<String> items(String field) {
    // With a negative limit empty items stay, and are refused.
    return List.of(field.split(",", -1));
  }

  /** The values that a list of items means, as bits. */
  long read(String field) {
    long set = 0;
    for (var item : items(field)) {
      set |= item(item);
    }
    return set;
  }

  private long item(String item) {
    var parts = ITEM.matcher(item);
    if (!parts.matches()) {
      throw malformed(item);
    }
    var isAny = parts.group(1).equals("*") || parts.group(1).equals("?");
    if (isAny && parts.group(2) != null) {
      throw malformed(item);
    }
    var first = isAny ? least : value(parts.group(1));
    var last = last(item, isAny, first, parts.group(2), parts.group(3));
    var step = parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
    if (step == 0) {
      throw malformed(item);
    }
    long set = 0;
    for (int value = first; value <= last; value += step) {
      set |= 1L << value;
    }
    return set;
  }

  private int last(
      String item, boolean isAny, int first, @Nullable String written, @Nullable String step) {
    if (written == null) {
      // A step without an end goes as far as the field does: 5/15 is 5, 20, 35, 50.
      return isAny || step != null ? end() : first;
    }
    var last = value(written);
    // Sunday ends a week that began with another day.
    var end = this == WEEKDAYS && last == 0 && first > 0 ? 7 : last;
    if (end < first) {
      throw malformed(item);
    }
    return end;
  }

  /** Sunday counts once where no end is written. */
  private int end() {
    return this == WEEKDAYS ? 6 : most;
  }

  int value(String text) {
    var named = names.indexOf(text);
    if (named >= 0) {
      return this == MONTHS ? named + 1 : named;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw malformed(text);
    }
    var value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw malformed(text);
    }
    return value;
  }

  private Malformed malformed(String item) {
    // What was written is not repeated beyond a few characters.
    var shown = item.length() > 20 ? item.substring(0, 20) + "…" : item;
    return new Malformed(
        "\""
            + shown
            + "\" does not fit into the field for "
            + title
            + " ("
            + least
            + " to "
            + most
            + ")");
  }
}
