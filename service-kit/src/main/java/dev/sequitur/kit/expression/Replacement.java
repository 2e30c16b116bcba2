package dev.sequitur.kit.expression;

import com.google.re2j.Matcher;

/**
 * What a match is replaced with: {@code $1} to {@code $9} are its groups, {@code $0} is the match
 * itself, {@code $$} one dollar sign. A group that took no part is nothing.
 */
final class Replacement {

  private Replacement() {}

  static void append(String replacement, Matcher matcher, StringBuilder result) {
    Allowance.spend((long) Allowance.ALLOCATED * (10 + replacement.length()));
    int at = 0;
    while (at < replacement.length()) {
      char next = replacement.charAt(at++);
      if (next != '$') {
        result.append(next);
      } else {
        special(at < replacement.length() ? replacement.charAt(at++) : ' ', matcher, result);
      }
    }
  }

  private static void special(char next, Matcher matcher, StringBuilder result) {
    if (next == '$') {
      result.append('$');
      return;
    }
    int group = next - '0';
    if (group < 0 || group > 9 || group > matcher.groupCount()) {
      throw Refusals.argument();
    }
    String part = matcher.group(group);
    if (part != null) {
      Allowance.spend((long) Allowance.ALLOCATED * part.length());
      result.append(part);
    }
  }
}
