package dev.sequitur.kit.expression;

import static dev.sequitur.kit.expression.Parameters.ANY_LIST;
import static dev.sequitur.kit.expression.Parameters.LIST;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.sequitur.kit.expression.FunctionSet.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Functions of lists. None gives more elements than its argument holds, all told. */
final class ListFunctions {

  private static final int ELEMENT = 20;

  private ListFunctions() {}

  static void addTo(FunctionSet set) {
    var same = Signature.of(Parameters.LIST_TYPE, LIST);
    var one = Signature.of(Parameters.ELEMENT_TYPE, LIST);
    set.method("distinct", same, a -> distinct((List<?>) a[0]));
    set.method("sort", same, a -> sorted((List<?>) a[0]));
    set.method("reverse", same, a -> reversed((List<?>) a[0]));
    set.method("sum", one, a -> Sums.of(paid((List<?>) a[0])));
    set.method("min", one, a -> least(paid((List<?>) a[0]), 1));
    set.method("max", one, a -> least(paid((List<?>) a[0]), -1));
    set.method("first", one, a -> at((List<?>) a[0], 0));
    set.method("last", one, a -> at((List<?>) a[0], ((List<?>) a[0]).size() - 1));
    set.method(
        "flatten",
        Signature.of(ListType.create(SimpleType.DYN), ANY_LIST),
        a -> flattened((List<?>) a[0]));
  }

  private static List<?> paid(List<?> list) {
    Allowance.spend((long) ELEMENT * (1 + list.size()));
    return list;
  }

  private static Object at(List<?> list, int index) {
    if (list.isEmpty()) {
      throw new FieldMissing();
    }
    return list.get(index);
  }

  /** The first of those that are equal stays. */
  private static ListView distinct(List<?> list) {
    var kept = new ArrayList<Object>();
    Set<Object> scalars = new HashSet<>();
    var others = new ArrayList<Object>();
    for (Object each : paid(list)) {
      Object key = Ordering.key(each);
      if (key != null ? scalars.add(key) : !Equality.in(each, others)) {
        kept.add(each);
        if (key == null) {
          others.add(each);
        }
      }
    }
    return ListView.computed(kept);
  }

  private static ListView sorted(List<?> list) {
    var sorted = new ArrayList<Object>(paid(list));
    sorted.sort(Ordering::compare);
    if (sorted.size() == 1) {
      Ordering.compare(sorted.getFirst(), sorted.getFirst());
    }
    return ListView.computed(sorted);
  }

  private static ListView reversed(List<?> list) {
    var reversed = new ArrayList<Object>(paid(list));
    Collections.reverse(reversed);
    return ListView.computed(reversed);
  }

  /** The least where the sign is 1, the greatest where it is -1. */
  private static Object least(List<?> list, int sign) {
    Object best = at(list, 0);
    for (Object each : list) {
      if (sign * Ordering.compare(each, best) < 0) {
        best = each;
      }
    }
    return best;
  }

  /** One level: elements of elements that are lists, and all others as they are. */
  private static ListView flattened(List<?> list) {
    var flat = new ArrayList<Object>();
    for (Object each : paid(list)) {
      if (each instanceof List<?> inner) {
        flat.addAll(paid(inner));
      } else {
        flat.add(each);
      }
    }
    return ListView.computed(flat);
  }
}
