package dev.sequitur.trigger.definition;

import java.time.Instant;

/** Where a trigger begins on a topic that it has not read yet. */
public sealed interface StartFrom {

  /** At the records that come once the trigger is in force. */
  record Now() implements StartFrom {}

  /** At the oldest record that is kept. */
  record Earliest() implements StartFrom {}

  /** At the first record stamped at this instant or later. */
  record At(Instant instant) implements StartFrom {}

  /** As it is written in a spec: two that are equal ask for the same. */
  default String text() {
    return switch (this) {
      case Now _ -> "now";
      case Earliest _ -> "earliest";
      case At(Instant instant) -> instant.toString();
    };
  }
}
