package dev.sequitur.kit.expression;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of the objects that a walk through JSON is in. Most objects have few members, and
 * comparing hashes in a row is cheaper than a set for each.
 */
final class NamesSeen {

  private static final int FEW = 24;

  private final @Nullable Set<String>[] many = sets(JsonValues.DEPTH_LIMIT + 1);
  private @Nullable String[] names = new @Nullable String[32];
  private int depth;
  private int from;
  private int until;

  /** Enters an object; gives what to leave it with. */
  int begin() {
    int around = from;
    from = until;
    many[++depth] = null;
    return around;
  }

  void end(int around) {
    until = from;
    from = around;
    depth--;
  }

  /** Whether the object had no such name before. */
  boolean isNew(String name) {
    var set = many[depth];
    if (set != null) {
      return set.add(name);
    }
    int hash = name.hashCode();
    for (int i = from; i < until; i++) {
      String other = names[i];
      if (other != null && other.hashCode() == hash && other.equals(name)) {
        return false;
      }
    }
    add(name);
    return true;
  }

  private void add(String name) {
    if (until == names.length) {
      names = Arrays.copyOf(names, 2 * until);
    }
    names[until++] = name;
    if (until - from == FEW) {
      var set = new HashSet<String>();
      for (int i = from; i < until; i++) {
        set.add(String.valueOf(names[i]));
      }
      many[depth] = set;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made
  private static @Nullable Set<String>[] sets(int size) {
    return new Set[size];
  }
}
