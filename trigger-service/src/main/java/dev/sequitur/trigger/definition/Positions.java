package dev.sequitur.trigger.definition;

/** Where in an expression's text something is wrong, as it is said in a violation. */
final class Positions {

  private Positions() {}

  static String of(int line, int column) {
    return " (line " + line + ", column " + column + ")";
  }
}
