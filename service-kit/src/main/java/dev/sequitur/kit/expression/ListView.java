package dev.sequitur.kit.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A JSON array as the evaluator sees it: the same bargain as {@link ObjectView}. */
@SuppressWarnings("Immutable") // nothing changes the value while it is evaluated
final class ListView extends CelValue implements List<Object>, RandomAccess {

  private static final CelType TYPE = ListType.create(SimpleType.DYN);

  private final List<? extends @Nullable Object> elements;
  private final boolean computed;

  private ListView(List<? extends @Nullable Object> elements, boolean computed) {
    this.elements = elements;
    this.computed = computed;
  }

  /** A view of an array as it was parsed. */
  static ListView parsed(List<? extends @Nullable Object> elements) {
    return new ListView(elements, false);
  }

  /** A list that the evaluation has made, whose elements are the evaluator's own values. */
  static ListView computed(List<? extends Object> elements) {
    return new ListView(elements, true);
  }

  /** Whether the evaluation has made it. */
  boolean computed() {
    return computed;
  }

  /** The list that this is a view of. */
  List<? extends @Nullable Object> elements() {
    return elements;
  }

  @Override
  public Object get(int index) {
    Object element = elements.get(index);
    return computed && element != null ? Values.viewed(element) : Values.toEvaluator(element);
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public boolean isEmpty() {
    return elements.isEmpty();
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
    return TYPE;
  }

  private List<Object> converted() {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return ListView.this.get(index);
      }

      @Override
      public int size() {
        return elements.size();
      }
    };
  }

  @Override
  public Iterator<Object> iterator() {
    return converted().iterator();
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return converted().contains(element);
  }

  @Override
  public boolean containsAll(Collection<?> others) {
    return converted().containsAll(others);
  }

  @Override
  public int indexOf(@Nullable Object element) {
    return converted().indexOf(element);
  }

  @Override
  public int lastIndexOf(@Nullable Object element) {
    return converted().lastIndexOf(element);
  }

  @Override
  public ListIterator<Object> listIterator() {
    return converted().listIterator();
  }

  @Override
  public ListIterator<Object> listIterator(int index) {
    return converted().listIterator(index);
  }

  @Override
  public List<Object> subList(int from, int to) {
    return converted().subList(from, to);
  }

  @Override
  public Object[] toArray() {
    return converted().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return converted().toArray(array);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return converted().equals(other);
  }

  @Override
  public int hashCode() {
    return converted().hashCode();
  }

  @Override
  public boolean add(Object element) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void add(int index, Object element) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean addAll(Collection<?> more) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean addAll(int index, Collection<?> more) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object set(int index, Object element) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object remove(int index) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean remove(@Nullable Object element) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean removeAll(Collection<?> others) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean retainAll(Collection<?> others) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException();
  }
}
