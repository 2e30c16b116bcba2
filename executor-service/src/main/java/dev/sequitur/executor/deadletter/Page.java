package dev.sequitur.executor.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.executor.ExecutorProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some dead letters, newest first.
 *
 * @param next where the following page begins; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page(List<DeadLetterView> items, @Nullable String next) {

  /** A place in the order of the list. */
  record Cursor(Instant at, UUID commandId, int generation) {

    static Cursor of(DeadLetter letter) {
      return new Cursor(letter.at(), letter.commandId(), letter.generation());
    }

    String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              (at + "|" + commandId + "|" + generation).getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(String text) {
      try {
        var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        var parts = decoded.split("\\|", -1);
        if (parts.length == 3) {
          return new Cursor(
              Instant.parse(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
        }
      } catch (IllegalArgumentException | DateTimeParseException e) {
        // Falls through to the one answer for every malformed cursor.
      }
      throw ExecutorProblem.FILTER_INVALID.with("after must be the next of an earlier page");
    }
  }
}
