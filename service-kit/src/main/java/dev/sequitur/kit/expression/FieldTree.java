package dev.sequitur.kit.expression;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that somebody wants to know of JSON, as a tree of names. Every name has a slot of its
 * own in the flat array that {@link FieldValues} is. Immutable.
 */
public final class FieldTree {

  /** The tree of nothing. */
  public static final FieldTree EMPTY = of(List.of());

  /**
   * A field.
   *
   * @param names from the variable on; every shorter path has a slot too
   * @param slot from 0, no two the same
   */
  public record Field(List<String> names, int slot) {}

  private final Map<String, FieldTree> members = new HashMap<>();
  private int slot = -1;
  private int slots;

  private FieldTree() {}

  public static FieldTree of(Collection<Field> fields) {
    var root = new FieldTree();
    for (var field : fields) {
      var node = root;
      for (var name : field.names()) {
        node = node.members.computeIfAbsent(name, _ -> new FieldTree());
      }
      node.slot = field.slot();
      root.slots = Math.max(root.slots, field.slot() + 1);
    }
    return root;
  }

  /** What is wanted below a name; null if nothing is. */
  public @Nullable FieldTree member(String name) {
    return members.get(name);
  }

  /** All that is wanted below, by name. */
  public Map<String, FieldTree> members() {
    return Collections.unmodifiableMap(members);
  }

  /** This field's own slot. */
  public int slot() {
    return slot;
  }

  int slots() {
    return slots;
  }
}
