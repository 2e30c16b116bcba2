package dev.sequitur.kit.expression;

import static dev.sequitur.kit.expression.Parameters.ELEMENT;
import static dev.sequitur.kit.expression.Parameters.KEY;
import static dev.sequitur.kit.expression.Parameters.LIST;
import static dev.sequitur.kit.expression.Parameters.MAP;
import static dev.sequitur.kit.expression.Parameters.WHOLE;

import dev.cel.common.types.ListType;
import dev.sequitur.kit.expression.FunctionSet.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Functions of maps, and the one that lists share with them. */
final class MapFunctions {

  private static final int ENTRY = 40;

  private MapFunctions() {}

  static void addTo(FunctionSet set) {
    set.method(
        "keys",
        Signature.of(ListType.create(Parameters.KEY_TYPE), MAP),
        a -> listed(names((Map<?, ?>) a[0])));
    set.method(
        "values",
        Signature.of(Parameters.LIST_TYPE, MAP),
        a -> listed(((Map<?, ?>) a[0]).values()));
    set.method(
        "get",
        Signature.of(Parameters.ELEMENT_TYPE, MAP, KEY, ELEMENT),
        a -> member((Map<?, ?>) a[0], a[1], a[2]));
    set.method(
        "get",
        Signature.of(Parameters.ELEMENT_TYPE, LIST, WHOLE, ELEMENT),
        a -> element((List<?>) a[0], (Long) a[1], a[2]));
  }

  /** A name is there whether or not its member is a number that can be computed with. */
  private static Collection<?> names(Map<?, ?> map) {
    return map instanceof ObjectView view ? view.members().keySet() : map.keySet();
  }

  private static ListView listed(Collection<?> values) {
    Allowance.spend((long) ENTRY * (1 + values.size()));
    return ListView.computed(new ArrayList<Object>(values));
  }

  /** A member that is null is there, as everywhere. */
  private static Object member(Map<?, ?> map, Object key, Object otherwise) {
    Allowance.spend(ENTRY);
    Object found = Equality.isKey(key, map) ? Equality.member(map, key) : null;
    return found == null ? otherwise : Values.viewed(found);
  }

  private static Object element(List<?> list, long index, Object otherwise) {
    return index >= 0 && index < list.size() ? list.get((int) index) : otherwise;
  }
}
