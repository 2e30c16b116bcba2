package dev.sequitur.rule.catalog;

/** JSON Pointers (RFC 6901). */
final class Pointers {

  private Pointers() {}

  /** A member's name as a part of a pointer. */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
