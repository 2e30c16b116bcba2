package dev.sequitur.reporting.report.xlsx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names that a spreadsheet takes: short, different whatever their case, without what refers. */
final class SheetNames {

  private static final int LONGEST = 31;

  private final List<String> taken = new ArrayList<>(List.of("history"));

  /** A name like the title; the same titles in the same order get the same names. */
  String of(String title) {
    var plain =
        title.replaceAll("[\\[\\]:*?/\\\\'\\p{Cntrl}\\x{FFFE}\\x{FFFF}\\p{Cs}]", " ").strip();
    var wanted = plain.isEmpty() ? "Sheet" : plain;
    for (int number = 1; ; number++) {
      var suffix = number == 1 ? "" : " (" + number + ")";
      var name = cut(wanted, LONGEST - suffix.length()) + suffix;
      if (!taken.contains(name.toLowerCase(Locale.ROOT))) {
        taken.add(name.toLowerCase(Locale.ROOT));
        return name;
      }
    }
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    var isWithinPair = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, isWithinPair ? length - 1 : length).strip();
  }
}
