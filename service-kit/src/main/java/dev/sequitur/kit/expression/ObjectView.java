package dev.sequitur.kit.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as the evaluator sees it, converted member by member on demand.
 *
 * <p>It is a {@code CelValue} because the run time copies every other map it meets, all the way
 * down and at every step of a path: with a view, reading one field of a large event costs one
 * lookup.
 */
@SuppressWarnings("Immutable") // nothing changes the value while it is evaluated
final class ObjectView extends CelValue implements Map<Object, Object> {

  private static final CelType TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private final Map<?, ? extends @Nullable Object> members;

  ObjectView(Map<?, ? extends @Nullable Object> members) {
    this.members = members;
  }

  /** The map that this is a view of. */
  Map<?, ? extends @Nullable Object> members() {
    return members;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Object member = members.get(key);
    return member != null || members.containsKey(key) ? Values.toEvaluator(member) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return members.containsKey(key);
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public boolean isEmpty() {
    return members.isEmpty();
  }

  @Override
  public Set<Object> keySet() {
    return converted().keySet();
  }

  @Override
  public Collection<Object> values() {
    return converted().values();
  }

  @Override
  public Set<Entry<Object, Object>> entrySet() {
    return converted().entrySet();
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    return converted().containsValue(value);
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
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return members.isEmpty();
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public @Nullable Object put(Object key, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void putAll(Map<?, ?> more) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException();
  }

  private Map<Object, Object> converted() {
    return new Converted(members);
  }

  /** The collection views, written once by way of {@link AbstractMap}. */
  private static final class Converted extends AbstractMap<Object, Object> {

    private final Map<?, ? extends @Nullable Object> members;

    Converted(Map<?, ? extends @Nullable Object> members) {
      this.members = members;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return new java.util.AbstractSet<>() {
        @Override
        public Iterator<Entry<Object, Object>> iterator() {
          var each = members.entrySet().iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return each.hasNext();
            }

            @Override
            public Entry<Object, Object> next() {
              var entry = each.next();
              return new SimpleImmutableEntry<>(
                  entry.getKey(), Values.toEvaluator(entry.getValue()));
            }
          };
        }

        @Override
        public int size() {
          return members.size();
        }
      };
    }

    @Override
    public Set<Object> keySet() {
      return java.util.Collections.unmodifiableSet(members.keySet());
    }
  }
}
