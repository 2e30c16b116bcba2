package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.AcceptedEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one nominal instant.
 *
 * @param event what it says; null if it is let go
 * @param reason why it is let go; null if it fires
 */
record Fire(
    String workspace,
    UUID schedule,
    Instant nominal,
    int version,
    @Nullable AcceptedEvent event,
    @Nullable String reason) {

  static Fire fired(Claimed.Row row, Instant nominal, AcceptedEvent event) {
    return new Fire(row.workspace(), row.uid(), nominal, row.version(), event, null);
  }

  static Fire misfired(Claimed.Row row, Instant nominal, String reason) {
    return new Fire(row.workspace(), row.uid(), nominal, row.version(), null, reason);
  }

  /** Whether it is let go otherwise than the trigger's own filter says. */
  boolean isFailure() {
    return reason != null && !reason.startsWith("FILTERED");
  }

  String state() {
    return event == null ? "MISFIRED" : "FIRED";
  }
}
