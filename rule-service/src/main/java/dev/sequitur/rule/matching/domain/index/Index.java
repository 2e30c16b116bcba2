package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.kit.expression.FieldValues;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one workspace. Immutable; with one rule more or less it is another that shares
 * nearly all with this one.
 *
 * @param <R> the rule
 */
public final class Index<R> {

  private static final Index<?> EMPTY =
      new Index<>(HashTrie.empty(), HashTrie.empty(), FieldTable.EMPTY);

  private final HashTrie<UUID, Filed<R>> byUid;
  private final HashTrie<String, Drawer<R>> drawers;
  private final FieldTable fields;
  private final Listeners<R> listeners = new Listeners<>();

  private Index(
      HashTrie<UUID, Filed<R>> byUid, HashTrie<String, Drawer<R>> drawers, FieldTable fields) {
    this.byUid = byUid;
    this.drawers = drawers;
    this.fields = fields;
  }

  @SuppressWarnings("unchecked") // there is nothing in it
  public static <R> Index<R> empty() {
    return (Index<R>) EMPTY;
  }

  public int size() {
    return byUid.size();
  }

  /** The rule with a uid. */
  public @Nullable R find(UUID uid) {
    var filed = byUid.get(uid);
    return filed == null ? null : filed.rule();
  }

  /** Gives every rule, in no order that means anything. */
  public void forEach(Consumer<? super R> rules) {
    byUid.forEach(filed -> rules.accept(filed.rule()));
  }

  /** The fields that events must be read for. */
  public FieldTree fields() {
    return fields.tree();
  }

  /** How many rules listen to a type. */
  public int listening(String type) {
    return listeners.of(type, drawers).rules();
  }

  /**
   * Every rule that may match an event of a type, each once, in the order of their uids.
   *
   * @param values of {@link #fields}
   */
  public List<Filed<R>> reached(String type, FieldValues values) {
    var reached = new Reached<R>();
    for (var drawer : listeners.of(type, drawers).drawers()) {
      drawer.reach(values, reached);
    }
    return reached.inOrder();
  }

  /** With a rule, in the place of the one that had its uid. */
  public Index<R> with(UUID uid, List<String> on, R rule, Plan plan) {
    return without(uid).add(uid, Patterns.least(on), rule, plan);
  }

  private Index<R> add(UUID uid, List<String> patterns, R rule, Plan plan) {
    var table = fields;
    for (int i = 0; i < plan.fields().size(); i++) {
      table =
          table.with(
              plan.fields().get(i), i < plan.asked() ? FieldTable.MOST : FieldTable.MOST_FURTHER);
    }
    var filed = new Filed<>(uid, rule, plan, patterns, slots(table, plan));
    var first = drawers.get(patterns.getFirst());
    var best = (first == null ? Drawer.<R>empty() : first).best(filed);
    filed = best == null ? filed : filed.under(best);
    var filled = drawers;
    for (var pattern : patterns) {
      var drawer = filled.get(pattern);
      filled = filled.with(pattern, (drawer == null ? Drawer.<R>empty() : drawer).with(filed));
    }
    return new Index<>(byUid.with(uid, filed), filled, table);
  }

  /** Without a rule; itself if there is none with this uid. */
  public Index<R> without(UUID uid) {
    var filed = byUid.get(uid);
    if (filed == null) {
      return this;
    }
    var emptied = drawers;
    for (var pattern : filed.patterns()) {
      var drawer = emptied.get(pattern);
      var smaller = drawer == null ? Drawer.<R>empty() : drawer.without(filed);
      emptied = smaller.size() == 0 ? emptied.without(pattern) : emptied.with(pattern, smaller);
    }
    var table = fields;
    for (var field : kept(filed)) {
      table = table.without(field);
    }
    return new Index<>(byUid.without(uid), emptied, table);
  }

  private static int[] slots(FieldTable table, Plan plan) {
    var slots = new int[plan.fields().size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = table.slot(plan.fields().get(i));
    }
    return slots;
  }

  private static List<List<String>> kept(Filed<?> filed) {
    var kept = new ArrayList<List<String>>();
    for (int i = 0; i < filed.slots().length; i++) {
      if (filed.slots()[i] >= 0) {
        kept.add(filed.plan().fields().get(i));
      }
    }
    return kept;
  }
}
