package dev.sequitur.notification.inbox;

import dev.sequitur.kit.problem.Problem;
import dev.sequitur.notification.NotificationProblem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of an inbox is wanted.
 *
 * @param limit items at most, 1 to {@link #MOST}
 */
record PageQuery(boolean unreadOnly, int limit, Cursor after) {

  static final int MOST = 200;
  private static final int DEFAULT = 50;
  private static final Set<String> KNOWN = Set.of("unread", "limit", "after");

  /** Reads query parameters; one that is not known is a mistake, not a wish. */
  static PageQuery of(MultivaluedMap<String, String> parameters) {
    for (var name : parameters.keySet()) {
      if (!KNOWN.contains(name)) {
        throw invalid("Known parameters are unread, limit and after.");
      }
    }
    var after = parameters.getFirst("after");
    return new PageQuery(
        unread(parameters.getFirst("unread")),
        limit(parameters.getFirst("limit")),
        after == null ? Cursor.START : Cursor.read(after));
  }

  private static boolean unread(@Nullable String text) {
    return switch (text) {
      case null -> false;
      case "false" -> false;
      case "true" -> true;
      default -> throw invalid("unread must be true or false.");
    };
  }

  private static int limit(@Nullable String text) {
    try {
      int limit = text == null ? DEFAULT : Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below: no number at all is as wrong as one that is out of range.
    }
    throw invalid("limit must be a whole number between 1 and " + MOST + ".");
  }

  private static Problem invalid(String detail) {
    return NotificationProblem.NOTIFICATION_FILTER_INVALID.with(detail);
  }
}
