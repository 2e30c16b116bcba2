package dev.sequitur.executor.action;

import dev.sequitur.kit.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A text in arguments: as it stands, or a reference {@code {"secret": name}} to a secret. */
public sealed interface Text {

  record Plain(String text) implements Text {}

  record Reference(String secret) implements Text {}

  /** Reads a text, a number, a truth value or a reference; null if it is none of these. */
  static @Nullable Text of(@Nullable Object value) {
    var secret = secretName(value);
    if (secret != null) {
      return new Reference(secret);
    }
    return switch (value) {
      case String text -> new Plain(text);
      case Number number -> new Plain(number.toString());
      case Boolean truth -> new Plain(truth.toString());
      case null, default -> null;
    };
  }

  /** The name in a reference to a secret; null if the value is no reference. */
  static @Nullable String secretName(@Nullable Object value) {
    return value instanceof Map<?, ?> map
            && map.size() == 1
            && map.get("secret") instanceof String name
        ? name
        : null;
  }

  /** True if a reference stands anywhere in the value. */
  static boolean holdsSecret(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          secretName(map) != null || map.values().stream().anyMatch(Text::holdsSecret);
      case List<?> list -> list.stream().anyMatch(Text::holdsSecret);
      case null, default -> false;
    };
  }

  /** The text itself, at the moment of use. */
  default String reveal(Function<String, Secret> secrets) {
    return switch (this) {
      case Plain(var text) -> text;
      case Reference(var name) -> secrets.apply(name).revealText();
    };
  }
}
