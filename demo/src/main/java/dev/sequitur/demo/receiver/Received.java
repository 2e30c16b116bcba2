package dev.sequitur.demo.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** What came in, the latest of each kind, and how many there were in all. Bounded. */
final class Received {

  static final int LATEST = 500;
  private static final int MOST_CHARACTERS = 4_000;

  /** How it came. */
  enum Way {
    REQUESTS,
    MAILS,
    MESSAGES
  }

  private final Map<Way, Deque<JsonNode>> latest = new EnumMap<>(Way.class);
  private final Map<Way, Long> totals = new EnumMap<>(Way.class);

  Received() {
    for (var way : Way.values()) {
      latest.put(way, new ArrayDeque<>());
      totals.put(way, 0L);
    }
  }

  synchronized void add(Way way, JsonNode entry) {
    var kept = of(way);
    if (kept.size() == LATEST) {
      kept.removeLast();
    }
    kept.addFirst(entry);
    totals.merge(way, 1L, Long::sum);
  }

  /** {@code {"requests": {"total": 3, "latest": […]}, …}}, the newest first. */
  synchronized ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    for (var way : Way.values()) {
      var one = json.putObject(way.name().toLowerCase(java.util.Locale.ROOT));
      one.set("total", JsonNodeFactory.instance.numberNode(totals.getOrDefault(way, 0L)));
      one.putArray("latest").addAll(of(way));
    }
    return json;
  }

  private Deque<JsonNode> of(Way way) {
    return latest.computeIfAbsent(way, _ -> new ArrayDeque<>());
  }

  /** No longer than what a person looks at. */
  static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
