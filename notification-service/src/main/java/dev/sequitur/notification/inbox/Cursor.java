package dev.sequitur.notification.inbox;

import dev.sequitur.notification.NotificationProblem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended: the next one holds what is older.
 *
 * @param createdAt of the last item
 * @param id of the last item
 */
record Cursor(Instant createdAt, UUID id) {

  /** Before the newest: later than any instant that is stored. */
  static final Cursor START = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1L, -1L));

  /** As callers carry it. */
  String text() {
    var plain = createdAt + " " + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  static Cursor read(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var parts = plain.split(" ", 2);
      return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw NotificationProblem.NOTIFICATION_FILTER_INVALID.with(
          "after must be the next of an earlier page.");
    }
  }
}
