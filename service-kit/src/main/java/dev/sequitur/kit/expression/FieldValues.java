package dev.sequitur.kit.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of the fields of a {@link FieldTree}. A scalar is itself, as {@link JsonValues} gives
 * it; of everything else there is only a {@link Mark}.
 */
public final class FieldValues {

  /** What stands for a value that is not kept, or is null. A slot without a value is absent. */
  public enum Mark {
    NULL,
    OBJECT,
    LIST
  }

  private final FieldTree tree;
  private final @Nullable Object[] slots;

  private FieldValues(FieldTree tree) {
    this.tree = tree;
    this.slots = new @Nullable Object[tree.slots()];
  }

  /** Without any value. */
  public static FieldValues none(FieldTree tree) {
    return new FieldValues(tree);
  }

  /**
   * Reads one JSON text to its end, and keeps of it what a tree wants below one of its names.
   *
   * @return null if {@link JsonValues#parse} would refuse the text
   */
  public static @Nullable FieldValues read(byte[] json, FieldTree tree, String variable) {
    var values = new FieldValues(tree);
    return JsonFields.read(json, tree.member(variable), values) ? values : null;
  }

  /** Puts in what a parsed value has of the fields that are wanted below a name. */
  public void put(String variable, @Nullable Object value) {
    var wanted = tree.member(variable);
    if (wanted != null) {
      put(wanted, value);
    }
  }

  private void put(FieldTree wanted, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> object -> {
        set(wanted, Mark.OBJECT);
        wanted
            .members()
            .forEach(
                (name, member) -> {
                  if (object.containsKey(name)) {
                    put(member, object.get(name));
                  }
                });
      }
      case List<?> _ -> set(wanted, Mark.LIST);
      case null -> set(wanted, Mark.NULL);
      default -> set(wanted, value);
    }
  }

  void set(FieldTree field, Object value) {
    slots[field.slot()] = value;
  }

  /** The tree whose slots these are. */
  public FieldTree tree() {
    return tree;
  }

  /** The value in a slot; null if the field is absent. */
  public @Nullable Object at(int slot) {
    return slots[slot];
  }

  /**
   * A variable as expressions see it, with nothing in it but the tree's fields. Only for an
   * expression that reads none but these, and all of them scalars or absent.
   *
   * @return {@link Variables#UNSET} if it has no value
   */
  public @Nullable Object variable(String name) {
    var wanted = tree.member(name);
    var value = wanted == null ? null : at(wanted.slot());
    return value == null ? Variables.UNSET : seen(Objects.requireNonNull(wanted), value);
  }

  private @Nullable Object seen(FieldTree field, Object value) {
    return switch (value) {
      case Mark mark ->
          switch (mark) {
            case NULL -> null;
            case OBJECT -> new Known(field);
            // Reading a name of a list fails, whatever is in the list.
            case LIST -> List.of();
          };
      default -> value;
    };
  }

  /** An object, as far as its members are wanted. */
  private final class Known extends java.util.AbstractMap<String, @Nullable Object> {

    private final FieldTree field;

    Known(FieldTree field) {
      this.field = field;
    }

    private @Nullable Object slot(@Nullable Object name) {
      var member = name instanceof String text ? field.member(text) : null;
      return member == null ? null : at(member.slot());
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return slot(name) != null;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
      var member = name instanceof String text ? field.member(text) : null;
      var value = member == null ? null : at(member.slot());
      return member == null || value == null ? null : seen(member, value);
    }

    @Override
    public java.util.Set<Entry<String, @Nullable Object>> entrySet() {
      throw new UnsupportedOperationException("only single members are known");
    }
  }
}
