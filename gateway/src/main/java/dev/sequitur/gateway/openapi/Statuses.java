package dev.sequitur.gateway.openapi;

import java.util.Map;
import java.util.TreeMap;

/** What HTTP statuses mean here. */
final class Statuses {

  private static final Map<String, String> FINE =
      Map.of(
          "200", "Done.",
          "201", "Made.",
          "202", "Accepted, and stored for good.",
          "204", "Done; there is nothing to say.",
          "303", "Signed in; the page is elsewhere.",
          "503", "Not so now.");

  private static final Map<String, String> PROBLEMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("400", "The request cannot be read."),
              Map.entry("401", "Who is asking is not known."),
              Map.entry("403", "This is not permitted to you."),
              Map.entry("404", "There is no such thing here, or it is not yours."),
              Map.entry("409", "It is not in a state that allows this."),
              Map.entry("410", "It was used before, or is no longer kept."),
              Map.entry("412", "It was changed since you read it."),
              Map.entry("413", "The body is larger than `x-body-limit`."),
              Map.entry("415", "The body's format is not understood."),
              Map.entry("422", "It has mistakes; all of them are named."),
              Map.entry("429", "Too many requests; see `Retry-After`."),
              Map.entry("503", "It cannot be done right now; see `Retry-After`.")));

  private Statuses() {}

  /** Of an answer that is no problem. */
  static String meaning(String status) {
    var meaning = FINE.get(status);
    if (meaning == null) {
      throw new IllegalStateException("no such answer is known: " + status);
    }
    return meaning;
  }

  static Map<String, String> problems() {
    return PROBLEMS;
  }
}
