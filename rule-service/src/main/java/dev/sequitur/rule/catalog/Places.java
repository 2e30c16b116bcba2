package dev.sequitur.rule.catalog;

/** Says where in a text something is. */
final class Places {

  private Places() {}

  static String located(String detail, int line, int column) {
    return detail + " (line " + line + ", column " + column + ")";
  }
}
