package dev.sequitur.kit.expression;

import java.util.ArrayDeque;

/** About how many instructions a regular expression compiles to, told from its text alone. */
final class RegexSize {

  private static final long CEILING = Integer.MAX_VALUE;

  private final String regex;
  private final ArrayDeque<Long> outer = new ArrayDeque<>();
  private long group;
  private long atom;
  private int at;

  private RegexSize(String regex) {
    this.regex = regex;
  }

  static long of(String regex) {
    var size = new RegexSize(regex);
    while (size.at < regex.length()) {
      size.step();
    }
    long total = size.group;
    for (long enclosing : size.outer) {
      total += enclosing;
    }
    return Math.min(total, CEILING);
  }

  private void step() {
    switch (regex.charAt(at)) {
      case '\\' -> atom(2);
      case '[' -> atom(classEnd() - at);
      case '(' -> open();
      case ')' -> close();
      case '{' -> repeat();
      default -> atom(1);
    }
  }

  private void atom(int length) {
    atom = 1;
    group = Math.min(group + 1, CEILING);
    at += length;
  }

  private void open() {
    outer.push(group);
    group = 1;
    at++;
  }

  private void close() {
    atom = group;
    group = outer.isEmpty() ? group : Math.min(outer.pop() + group, CEILING);
    at++;
  }

  /** A count such as {2,5} repeats what stands before it; any other brace is a character. */
  private void repeat() {
    int end = regex.indexOf('}', at);
    String counts = end < 0 ? "" : regex.substring(at + 1, end);
    if (!counts.matches("\\d{1,4}(,\\d{0,4})?")) {
      atom(1);
      return;
    }
    long times = 1;
    for (String count : counts.split(",", 2)) {
      times = Math.max(times, count.isEmpty() ? 1 : Long.parseLong(count));
    }
    group = Math.min(group + atom * (times - 1), CEILING);
    atom = Math.min(atom * times, CEILING);
    at = end + 1;
  }

  private int classEnd() {
    int i = at + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      i++;
    }
    i++;
    while (i < regex.length() && regex.charAt(i) != ']') {
      i += regex.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, regex.length());
  }
}
