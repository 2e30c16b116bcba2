package dev.sequitur.kit.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a scope's variables, asked for one by one and only when the expression needs them.
 * The values are those of {@link JsonValues}, and {@link java.time.Instant} for a timestamp.
 */
@FunctionalInterface
public interface Variables {

  /** Stands for a variable that has no value; selecting it fails as a missing field does. */
  Object UNSET = new Object();

  /**
   * The variable's value.
   *
   * @return null for JSON null, {@link #UNSET} where there is none
   */
  @Nullable Object find(String name);

  /**
   * The variable's value as far as it is at hand without work: of an object perhaps not all
   * members. A scalar that is found in it is right; for anything else {@link #find} has to be
   * asked.
   */
  default @Nullable Object atHand(String name) {
    return find(name);
  }

  /** Variables held in a map; a name that the map does not contain is unset. */
  static Variables of(Map<String, ? extends @Nullable Object> values) {
    return name -> {
      Object value = values.get(name);
      return value != null || values.containsKey(name) ? value : UNSET;
    };
  }
}
