package dev.sequitur.executor.connection;

import java.util.List;

/**
 * One field of a connection's spec.
 *
 * @param description for people and editors
 */
record Setting(String name, Shape shape, boolean required, String description) {

  /** What a value must look like. */
  sealed interface Shape {

    /** A text of 1 to so many characters; none of them a control character. */
    record Line(int longest) implements Shape {}

    /** A text of several lines. */
    record Lines(int longest) implements Shape {}

    /** One of some words; the first is the default. */
    record Word(List<String> words) implements Shape {}

    /** A whole number within bounds. */
    record Whole(int least, int most) implements Shape {}

    record Truth() implements Shape {}

    /** A host name or an address. */
    record Host() implements Shape {}

    /** One to so many {@code host:port}. */
    record HostsAndPorts(int most) implements Shape {}

    /** A table, with or without its schema: what PostgreSQL reads without quotes. */
    record Table() implements Shape {}

    /** {@code {secret: name}}; the value itself is never taken. */
    record Credential() implements Shape {}
  }

  static Setting required(String name, Shape shape, String description) {
    return new Setting(name, shape, true, description);
  }

  static Setting optional(String name, Shape shape, String description) {
    return new Setting(name, shape, false, description);
  }
}
