package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.FieldNames;
import dev.sequitur.kit.condition.Operator;
import dev.sequitur.rule.matching.domain.index.Interval.Bound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a condition under which its rule can be filed. */
final class Accesses {

  private final Locals fields;
  private final List<Access> found = new ArrayList<>();

  Accesses(Locals fields) {
    this.fields = fields;
  }

  List<Access> all() {
    return List.copyOf(found);
  }

  /** Takes note of one conjunct, of which there is a check. */
  void add(ConditionTree part) {
    switch (part) {
      case Comparison comparison -> add(comparison);
      case ConditionTree.Any(var parts) -> addAny(parts);
      default -> {}
    }
  }

  private void add(Comparison comparison) {
    var names = FieldNames.of(comparison.field());
    var keys = keys(comparison);
    if (keys != null) {
      addKeys(names, keys);
      return;
    }
    switch (comparison.operator()) {
      case GT, GTE, LT, LTE, BETWEEN ->
          addRange(fields.of(names), interval(comparison.operator(), comparison.value()));
      case STARTS_WITH ->
          found.add(new Access.Prefix(fields.of(names), String.valueOf(comparison.value())));
      case EXISTS -> addPresent(names);
      default -> {}
    }
  }

  private void addPresent(List<String> names) {
    if (names.size() > 1) {
      found.add(new Access.Present(fields.of(names)));
    }
  }

  /** Ranges of one field and kind are one range. */
  private void addRange(int field, Interval interval) {
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i) instanceof Access.Within(var other, var before)
          && other == field
          && before.ofTexts() == interval.ofTexts()) {
        found.set(i, new Access.Within(field, before.and(interval)));
        return;
      }
    }
    found.add(new Access.Within(field, interval));
  }

  /** Values of one field, joined by "or", are like one list of them. */
  private void addAny(List<ConditionTree> parts) {
    String field = null;
    Set<Object> all = new HashSet<>();
    for (var part : parts) {
      var keys = part instanceof Comparison comparison ? keys(comparison) : null;
      if (keys == null || !(part instanceof Comparison(var one, _, _))) {
        return;
      }
      if (field != null && !field.equals(one)) {
        return;
      }
      field = one;
      all.addAll(keys);
    }
    addKeys(FieldNames.of(Objects.requireNonNull(field)), Set.copyOf(all));
  }

  private void addKeys(List<String> names, Set<Object> keys) {
    // Under no value at all nobody would find it again.
    if (!keys.isEmpty()) {
      found.add(new Access.OneOf(fields.of(names), keys));
    }
  }

  private static @Nullable Set<Object> keys(Comparison comparison) {
    var value = comparison.value();
    return switch (comparison.operator()) {
      case EQ -> Set.of(FieldIndex.keyOf(value));
      case IN -> Checks.keys((List<?>) Objects.requireNonNull(value));
      default -> null;
    };
  }

  static Interval interval(Operator operator, @Nullable Object value) {
    var literal = Objects.requireNonNull(value);
    return switch (operator) {
      case GT -> new Interval(new Bound(literal, false), null);
      case GTE -> new Interval(new Bound(literal, true), null);
      case LT -> new Interval(null, new Bound(literal, false));
      case LTE -> new Interval(null, new Bound(literal, true));
      default -> {
        var pair = (List<?>) literal;
        yield new Interval(
            new Bound(Objects.requireNonNull(pair.get(0)), true),
            new Bound(Objects.requireNonNull(pair.get(1)), true));
      }
    };
  }
}
