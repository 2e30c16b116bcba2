package dev.sequitur.rule.matching.domain.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to the types last asked for: events come in few types, and finding the patterns that
 * cover one costs more than all the rest where few rules are reached. Used by any thread without a
 * lock: what two find at once is the same, and nothing in it changes.
 */
final class Listeners<R> {

  private static final int KEPT = 32;

  /**
   * Those of a type.
   *
   * @param rules how many there are in all
   */
  record Listening<R>(String type, List<Drawer<R>> drawers, int rules) {}

  /** Of most indexes nobody ever asks: they are steps on the way to the next. */
  private @Nullable Listening<R> @Nullable [] kept;

  Listening<R> of(String type, HashTrie<String, Drawer<R>> drawers) {
    var places = kept;
    if (places == null) {
      places = none();
      kept = places;
    }
    int place = type.hashCode() & (KEPT - 1);
    var known = places[place];
    if (known == null || !known.type().equals(type)) {
      known = find(type, drawers);
      places[place] = known;
    }
    return known;
  }

  @SuppressWarnings("unchecked") // there is nothing in it
  private static <R> @Nullable Listening<R>[] none() {
    return (Listening<R>[]) new Listening<?>[KEPT];
  }

  private static <R> Listening<R> find(String type, HashTrie<String, Drawer<R>> drawers) {
    var found = new ArrayList<Drawer<R>>();
    int rules = 0;
    for (var pattern : Patterns.of(type)) {
      var drawer = drawers.get(pattern);
      if (drawer != null) {
        found.add(drawer);
        rules += drawer.size();
      }
    }
    return new Listening<>(type, found, rules);
  }
}
