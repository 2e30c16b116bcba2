package dev.sequitur.trigger.eventtype.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The texts that were seen at one place. */
final class Texts {

  private static final int MOST_VALUES = 10;
  private static final int FEWEST_SEEN = 10;

  /** A value is one of few if each was seen so often, one with another. */
  private static final int OFTEN = 5;

  private final Set<String> values = new TreeSet<>();
  private final Set<TextFormat> formats = EnumSet.allOf(TextFormat.class);
  private int count;

  void add(String text) {
    count++;
    formats.removeIf(format -> !format.holds(text));
    if (values.size() <= MOST_VALUES) {
      values.add(text);
    }
  }

  void merge(Texts other) {
    if (other.count > 0) {
      count += other.count;
      formats.retainAll(other.formats);
      values.addAll(other.values);
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The one that all agree on; null if there is none. */
  @Nullable String format() {
    return count == 0 || formats.isEmpty() ? null : formats.iterator().next().word();
  }

  /** Whether they are few values that come again and again. */
  boolean isEnumeration() {
    return count >= FEWEST_SEEN && values.size() <= MOST_VALUES && count >= OFTEN * values.size();
  }

  List<String> values() {
    return List.copyOf(values);
  }
}
