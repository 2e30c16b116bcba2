package dev.sequitur.kit.condition;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a field is compared with a value. */
public enum Operator {
  EQ("eq", Takes.ANYTHING, "_==_"),
  NE("ne", Takes.ANYTHING, "_!=_"),
  GT("gt", Takes.ORDERED, "_>_"),
  GTE("gte", Takes.ORDERED, "_>=_"),
  LT("lt", Takes.ORDERED, "_<_"),
  LTE("lte", Takes.ORDERED, "_<=_"),
  /** From the first value to the second, both included. */
  BETWEEN("between", Takes.PAIR, "_&&_"),
  /** The field is one of the values. */
  IN("in", Takes.LIST, "@in"),
  NOT_IN("notIn", Takes.LIST, "!_"),
  /** The field is there, and may be null. */
  EXISTS("exists", Takes.NOTHING, "has"),
  MISSING("missing", Takes.NOTHING, "!_"),
  STARTS_WITH("startsWith", Takes.TEXT, "startsWith"),
  ENDS_WITH("endsWith", Takes.TEXT, "endsWith"),
  /** The field is a text with this part, or a list with this element. */
  CONTAINS("contains", Takes.ANYTHING, "contains"),
  /** The field is a list with this element, or an object with this name. */
  INCLUDES("includes", Takes.ANYTHING, "@in"),
  /** A regular expression of RE2 is found in the field's text. */
  MATCHES("matches", Takes.TEXT, "matches"),
  /** A pattern with wildcards is the field's whole text. */
  MATCHES_GLOB("matchesGlob", Takes.TEXT, "matchesGlob"),
  /** The field's text is an internet address of the range. */
  IN_CIDR("inCidr", Takes.TEXT, "inCidr");

  /** What an operator takes as its value. */
  public enum Takes {
    NOTHING("no value"),
    ANYTHING("a value: a text, a number, true, false, null, or a list or object of these"),
    ORDERED("a number or a text"),
    TEXT("a text"),
    LIST("a list of values"),
    PAIR("a list of two numbers, or of two texts");

    private final String words;

    Takes(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final String word;
  private final Takes takes;
  private final String function;

  Operator(String word, Takes takes, String function) {
    this.word = word;
    this.takes = takes;
    this.function = function;
  }

  /** As it is written in a tree's {@code op}. */
  public String word() {
    return word;
  }

  public Takes takes() {
    return takes;
  }

  /** The function of the language that it is, on the outside. */
  String function() {
    return function;
  }

  static Optional<Operator> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Operator::word).collect(Collectors.joining(", "));
  }
}
