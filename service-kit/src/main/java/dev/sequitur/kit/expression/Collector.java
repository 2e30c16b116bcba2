package dev.sequitur.kit.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements that a loop has made so far. It is no list, so that the run time neither copies nor
 * looks into it.
 */
@SuppressWarnings("Immutable") // belongs to one loop of one evaluation
final class Collector extends CelValue {

  private final List<Object> elements = new ArrayList<>();

  Collector append(Object element) {
    elements.add(element);
    return this;
  }

  ListView list() {
    return ListView.computed(elements);
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return elements.isEmpty();
  }

  @Override
  public CelType celType() {
    return ListType.create(SimpleType.DYN);
  }
}
