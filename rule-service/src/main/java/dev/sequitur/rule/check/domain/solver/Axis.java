package dev.sequitur.rule.check.domain.solver;

import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts all that a field may hold into classes, and names one value of each. */
final class Axis {

  private static final BigDecimal MOST_HOPS = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final Place place;
  private final TreeSet<BigDecimal> numbers = new TreeSet<>();
  private final TreeSet<String> texts = new TreeSet<>();

  private Axis(Place place, List<Comparison> asked) {
    this.place = place;
    asked.forEach(this::cut);
    if (place.equals(Place.HOPS)) {
      numbers.add(BigDecimal.ZERO);
      numbers.add(MOST_HOPS);
    }
  }

  /**
   * One value of each class.
   *
   * @param asked all that is asked about the field
   * @param inner whether members of it are asked about
   */
  static List<Value> of(Place place, List<Comparison> asked, boolean inner) {
    var axis = new Axis(place, asked);
    var values = new ArrayList<Value>();
    if (inner) {
      values.add(new Value.Members());
    }
    if (place.isAttribute()) {
      axis.attribute(values);
    } else if (!asked.isEmpty()) {
      axis.data(values);
    } else {
      values.add(new Value.Null());
    }
    if (!place.isAlways()) {
      values.add(new Value.Missing());
    }
    return values;
  }

  private void attribute(List<Value> values) {
    if (place.equals(Place.HOPS)) {
      hops().forEach(one -> values.add(new Value.Number(one)));
    } else {
      texts(values);
    }
  }

  private void data(List<Value> values) {
    texts(values);
    numbers().forEach(one -> values.add(new Value.Number(one)));
    values.add(new Value.Truth(true));
    values.add(new Value.Truth(false));
    values.add(new Value.Null());
    values.add(new Value.Huge());
    values.add(new Value.Elements());
  }

  private void cut(Comparison asked) {
    if (asked.operator() == Operator.STARTS_WITH && asked.value() instanceof String prefix) {
      if (!prefix.isEmpty()) {
        texts.add(prefix);
        texts.add(Texts.afterAllWith(prefix));
      }
    } else if (asked.value() instanceof List<?> constants) {
      constants.forEach(this::cut);
    } else {
      cut(asked.value());
    }
  }

  private void cut(@Nullable Object constant) {
    if (constant instanceof String text) {
      texts.add(text);
    } else if (constant instanceof Number number) {
      numbers.add(Numbers.exact(number));
    }
  }

  private void texts(List<Value> values) {
    for (var cut : texts) {
      values.add(new Value.Text(cut));
      var next = texts.higher(cut);
      if (next != null) {
        Texts.between(cut, next).ifPresent(one -> values.add(new Value.Text(one)));
      }
    }
    values.add(new Value.Text(texts.isEmpty() ? "a" : Texts.above(texts.getLast())));
    if (!texts.isEmpty() && !texts.contains("")) {
      values.add(new Value.Text(""));
    }
  }

  /** Only whole ones: each cut that is one, and the first above each, where there is one. */
  private Stream<BigDecimal> hops() {
    return numbers.stream()
        .map(cut -> cut.setScale(0, RoundingMode.FLOOR))
        .flatMap(floor -> Stream.of(floor, floor.add(BigDecimal.ONE)))
        .filter(one -> one.signum() >= 0 && one.compareTo(MOST_HOPS) <= 0)
        .distinct();
  }

  private Stream<BigDecimal> numbers() {
    if (numbers.isEmpty()) {
      return Stream.of(BigDecimal.ONE);
    }
    var all = new ArrayList<BigDecimal>(numbers);
    Numbers.above(numbers.getLast()).ifPresent(all::add);
    Numbers.below(numbers.getFirst()).ifPresent(all::add);
    numbers.forEach(
        cut -> {
          var next = numbers.higher(cut);
          if (next != null) {
            Numbers.between(cut, next).ifPresent(all::add);
          }
        });
    return all.stream();
  }
}
