package dev.sequitur.notification.delivery;

import dev.sequitur.kit.problem.Problem;
import dev.sequitur.notification.NotificationProblem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which page of the deliveries is wanted.
 *
 * @param filters by column, each value exact
 * @param limit items at most, 1 to {@link #MOST}
 * @param before what is newer than this is not wanted
 */
record DeliveryQuery(Map<String, String> filters, int limit, Position before) {

  static final int MOST = 200;
  private static final int DEFAULT = 50;

  /** By the name of its parameter, the column of each filter. */
  private static final Map<String, String> FILTERS =
      Map.of(
          "state", "state",
          "channel", "channel",
          "subscription", "subscription",
          "rule", "rule",
          "outcome", "outcome",
          "user", "username");

  private static final Set<String> OTHERS = Set.of("limit", "after");

  /** Where a page ended. */
  record Position(Instant createdAt, UUID id) {

    /** Before the newest: later than any instant that is stored. */
    static final Position START =
        new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1L, -1L));

    String text() {
      var plain = createdAt + " " + id;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Position read(String text) {
      try {
        var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        var parts = plain.split(" ", 2);
        return new Position(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw invalid("after must be the next of an earlier page.");
      }
    }
  }

  static DeliveryQuery of(MultivaluedMap<String, String> parameters) {
    var filters = new LinkedHashMap<String, String>();
    for (var name : parameters.keySet()) {
      var column = FILTERS.get(name);
      if (column != null) {
        filters.put(column, parameters.getFirst(name));
      } else if (!OTHERS.contains(name)) {
        throw invalid(
            "Known parameters are state, channel, subscription, rule, outcome, user, limit and after.");
      }
    }
    var state = filters.get("state");
    if (state != null
        && Arrays.stream(DeliveryState.values()).noneMatch(known -> known.name().equals(state))) {
      throw invalid("state must be one of " + Arrays.toString(DeliveryState.values()) + ".");
    }
    var after = parameters.getFirst("after");
    return new DeliveryQuery(
        filters,
        limit(parameters.getFirst("limit")),
        after == null ? Position.START : Position.read(after));
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
    return NotificationProblem.DELIVERY_FILTER_INVALID.with(detail);
  }
}
