package dev.sequitur.rule.check.domain.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What actions set: two that set the same thing to different values for one event contradict each
 * other, since the last one wins and nothing says which that is. Only what says for certain which
 * thing it sets is looked at: an HTTP request that replaces, changes or deletes what is at its
 * address, and a Kafka record with a key. Two mails or two entries of a log contradict nothing.
 */
final class Targets {

  private static final Set<String> SETTING = Set.of("PUT", "PATCH", "DELETE");

  private Targets() {}

  /** How two rules contradict each other; empty if they do not. */
  static Optional<String> contradiction(Subject one, Subject other) {
    for (var here : one.actions()) {
      for (var there : other.actions()) {
        var target = target(here);
        if (target != null && target.equals(target(there)) && !set(here).equals(set(there))) {
          return Optional.of("Both set " + what(here) + " for one event, and set it differently.");
        }
      }
    }
    return Optional.empty();
  }

  /** The targets of a rule's actions, those that others may set too. */
  static List<Object> of(Subject rule) {
    var targets = new ArrayList<Object>();
    for (var action : rule.actions()) {
      var target = target(action);
      if (target != null) {
        targets.add(target);
      }
    }
    return targets;
  }

  private static @Nullable Object target(Subject.Action action) {
    var with = action.with();
    return switch (action.uses()) {
      case "http.request@1" ->
          SETTING.contains(method(with))
              ? List.of("http", text(with, "url"), text(with, "query"))
              : null;
      case "kafka.publish@1" ->
          with.get("key") == null
              ? null
              : List.of("kafka", text(with, "connection"), text(with, "topic"), text(with, "key"));
      default -> null;
    };
  }

  /** What it sets it to. */
  private static Object set(Subject.Action action) {
    var with = action.with();
    return action.uses().equals("http.request@1")
        ? List.of(method(with), Objects.requireNonNullElse(with.get("body"), ""))
        : Objects.requireNonNullElse(with.get("value"), "");
  }

  private static String what(Subject.Action action) {
    return action.uses().equals("http.request@1")
        ? "what is at one address"
        : "the record of one key";
  }

  private static String method(Map<?, ?> with) {
    return text(with, "method").toUpperCase(Locale.ROOT);
  }

  private static String text(Map<?, ?> with, String name) {
    return String.valueOf(with.get(name));
  }
}
