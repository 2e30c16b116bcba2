package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.kit.expression.FieldTree.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a workspace's rules read, each with a slot. The tree of them changes only when a
 * field comes that no rule had, or the last rule of one goes: an event that was read by it before a
 * publication is then read again.
 */
final class FieldTable {

  /**
   * The most fields, so that an event's slots stay few. Rules that read others can match them all
   * the same, by the evaluator.
   */
  static final int MOST = 1_024;

  /** Beyond so many only those are taken that conditions read. */
  static final int MOST_FURTHER = 256;

  static final FieldTable EMPTY = new FieldTable(HashTrie.empty(), null, 0, FieldTree.EMPTY);

  private record Use(List<String> names, int slot, int count) {}

  /** Slots that are free again. */
  private record Free(int slot, @Nullable Free next) {}

  private final HashTrie<List<String>, Use> uses;
  private final @Nullable Free free;
  private final int next;
  private final FieldTree tree;

  private FieldTable(
      HashTrie<List<String>, Use> uses, @Nullable Free free, int next, FieldTree tree) {
    this.uses = uses;
    this.free = free;
    this.next = next;
    this.tree = tree;
  }

  FieldTree tree() {
    return tree;
  }

  /** A field's slot; below zero if it has none. */
  int slot(List<String> names) {
    var use = uses.get(names);
    return use == null ? -1 : use.slot;
  }

  /**
   * With one more use of a field, if there is room for it.
   *
   * @param most fields that there may then be
   */
  FieldTable with(List<String> names, int most) {
    if (uses.get(names) == null && uses.size() + names.size() > most) {
      return this;
    }
    var more = used(names);
    return more.uses.size() == uses.size() ? more : more.planted();
  }

  /** With one use less of a field that has a slot. */
  FieldTable without(List<String> names) {
    var fewer = released(names);
    return fewer.uses.size() == uses.size() ? fewer : fewer.planted();
  }

  private FieldTable used(List<String> names) {
    var known = uses.get(names);
    if (known != null) {
      return new FieldTable(
          uses.with(names, new Use(known.names, known.slot, known.count + 1)), free, next, tree);
    }
    // A field is one use of that which it is a member of.
    var around = names.size() == 1 ? this : used(names.subList(0, names.size() - 1));
    int slot = around.free == null ? around.next : around.free.slot;
    return new FieldTable(
        around.uses.with(names, new Use(names, slot, 1)),
        around.free == null ? null : around.free.next,
        around.free == null ? around.next + 1 : around.next,
        tree);
  }

  private FieldTable released(List<String> names) {
    var known = uses.get(names);
    if (known == null) {
      return this;
    }
    if (known.count > 1) {
      return new FieldTable(
          uses.with(names, new Use(known.names, known.slot, known.count - 1)), free, next, tree);
    }
    var rest = new FieldTable(uses.without(names), new Free(known.slot, free), next, tree);
    return names.size() == 1 ? rest : rest.released(names.subList(0, names.size() - 1));
  }

  private FieldTable planted() {
    var fields = new ArrayList<Field>(uses.size());
    uses.forEach(use -> fields.add(new Field(use.names, use.slot)));
    return new FieldTable(uses, free, next, FieldTree.of(fields));
  }
}
