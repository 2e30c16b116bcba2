package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.FieldValues;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules that listen to one pattern of types, filed under the most selective of their parts. */
final class Drawer<R> {

  /**
   * Up to so many rules are asked one by one: that is as cheap, and of each it is then known why it
   * did not match.
   */
  static final int FEW = 16;

  private static final FieldIndex<?>[] NO_FIELDS = {};

  private final int size;
  private final @Nullable List<Filed<R>> few;
  private final HashTrie<UUID, Filed<R>> unfiled;
  private final FieldIndex<R>[] fields;

  private Drawer(
      int size,
      @Nullable List<Filed<R>> few,
      HashTrie<UUID, Filed<R>> unfiled,
      FieldIndex<R>[] fields) {
    this.size = size;
    this.few = few;
    this.unfiled = unfiled;
    this.fields = fields;
  }

  @SuppressWarnings("unchecked") // there is nothing in it
  static <R> Drawer<R> empty() {
    return new Drawer<>(0, List.of(), HashTrie.empty(), (FieldIndex<R>[]) NO_FIELDS);
  }

  int size() {
    return size;
  }

  void reach(FieldValues values, Reached<R> reached) {
    if (few != null) {
      few.forEach(reached::add);
      return;
    }
    unfiled.forEach(reached::add);
    for (var field : fields) {
      field.reach(values.at(field.slot()), reached);
    }
  }

  /** What a rule is best filed under here: among its parts, that which the fewest others share. */
  @Nullable Access best(Filed<R> filed) {
    Access best = null;
    int least = 0;
    for (var access : filed.plan().accesses()) {
      int slot = filed.slots()[access.field()];
      if (slot < 0) {
        continue;
      }
      var index = find(slot);
      int crowd = index < 0 ? 0 : fields[index].crowd(access);
      if (best == null || crowd < least || (crowd == least && access.rank() < best.rank())) {
        best = access;
        least = crowd;
      }
    }
    return best;
  }

  /** The rule is not in it yet. */
  Drawer<R> with(Filed<R> filed) {
    var access = filed.under();
    var together = few == null || size >= FEW ? null : appended(few, filed);
    if (access == null) {
      return new Drawer<>(size + 1, together, unfiled.with(filed.uid(), filed), fields);
    }
    int slot = filed.slots()[access.field()];
    int at = find(slot);
    var more = at < 0 ? Arrays.copyOf(fields, fields.length + 1) : fields.clone();
    at = at < 0 ? fields.length : at;
    var before = at < fields.length ? fields[at] : FieldIndex.<R>empty(slot);
    more[at] = before.with(filed, access);
    return new Drawer<>(size + 1, together, unfiled, more);
  }

  /** The rule is in it. */
  Drawer<R> without(Filed<R> filed) {
    var access = filed.under();
    var rest = access == null ? unfiled.without(filed.uid()) : unfiled;
    var fewer = access == null ? fields : unfiled(filed, access);
    var smaller = new Drawer<>(size - 1, null, rest, fewer);
    return smaller.size > FEW ? smaller : smaller.together();
  }

  private FieldIndex<R>[] unfiled(Filed<R> filed, Access access) {
    int at = find(filed.slots()[access.field()]);
    var changed = fields[at].without(filed, access);
    var fewer = fields.clone();
    fewer[at] = changed.isEmpty() ? fewer[fewer.length - 1] : changed;
    return changed.isEmpty() ? Arrays.copyOf(fewer, fewer.length - 1) : fewer;
  }

  private Drawer<R> together() {
    var reached = new Reached<R>();
    unfiled.forEach(reached::add);
    for (var field : fields) {
      field.reachAll(reached);
    }
    // One that is filed under several values is found several times.
    var byUid = new HashMap<UUID, Filed<R>>();
    reached.inOrder().forEach(filed -> byUid.put(filed.uid(), filed));
    return new Drawer<>(size, List.copyOf(byUid.values()), unfiled, fields);
  }

  private static <R> List<Filed<R>> appended(List<Filed<R>> few, Filed<R> filed) {
    var more = new java.util.ArrayList<Filed<R>>(few);
    more.add(filed);
    return List.copyOf(more);
  }

  private int find(int slot) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].slot() == slot) {
        return i;
      }
    }
    return -1;
  }
}
