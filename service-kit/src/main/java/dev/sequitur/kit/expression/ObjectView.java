package dev.sequitur.kit.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.SelectableValue;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
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
final class ObjectView extends CelValue implements Map<Object, Object>, SelectableValue<String> {

  private static final CelType TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private final Map<?, ? extends @Nullable Object> members;
  private final boolean computed;

  private ObjectView(Map<?, ? extends @Nullable Object> members, boolean computed) {
    this.members = members;
    this.computed = computed;
  }

  /** A view of an object as it was parsed. */
  static ObjectView parsed(Map<?, ? extends @Nullable Object> members) {
    return new ObjectView(members, false);
  }

  /** A map that the evaluation has made, whose members are the evaluator's own values. */
  static ObjectView computed(Map<?, ? extends Object> members) {
    return new ObjectView(members, true);
  }

  /** Whether the evaluation has made it. */
  boolean computed() {
    return computed;
  }

  /** The map that this is a view of. */
  Map<?, ? extends @Nullable Object> members() {
    return members;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Object member = members.get(key);
    return member != null || members.containsKey(key) ? convert(member) : null;
  }

  @Override
  public Object select(String name) {
    Object member = get(name);
    if (member == null) {
      throw new FieldMissing();
    }
    return member;
  }

  @Override
  public Optional<?> find(String name) {
    // Presence only: a number that cannot be computed with is there all the same.
    return members.containsKey(name) ? Optional.of(true) : Optional.empty();
  }

  private Object convert(@Nullable Object member) {
    return computed && member != null ? Values.viewed(member) : Values.toEvaluator(member);
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
    return new Converted();
  }

  /** The collection views, written once by way of {@link AbstractMap}. */
  private final class Converted extends AbstractMap<Object, Object> {

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
              return new SimpleImmutableEntry<>(entry.getKey(), convert(entry.getValue()));
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
