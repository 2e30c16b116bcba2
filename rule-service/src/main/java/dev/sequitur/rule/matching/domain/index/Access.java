package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.FieldValues.Mark;
import java.util.Set;

/**
 * A part of a condition under which a rule can be filed: whenever the rule matches, this part is
 * true.
 */
sealed interface Access {

  /** Which of the plan's fields it is about. */
  int field();

  /** How selective it is by its kind alone; the lowest is best. */
  int rank();

  /** The field is one of these: {@code ==}, {@code in}, and a disjunction of such. */
  record OneOf(int field, Set<Object> keys) implements Access {

    @Override
    public int rank() {
      if (keys.size() > 1) {
        return 1;
      }
      return keys.stream().anyMatch(key -> key instanceof Boolean || key instanceof Mark) ? 3 : 0;
    }
  }

  record Prefix(int field, String text) implements Access {

    @Override
    public int rank() {
      return text.isEmpty() ? 5 : 2;
    }
  }

  record Within(int field, Interval interval) implements Access {

    @Override
    public int rank() {
      return interval.isBoundedTwice() ? 3 : 4;
    }
  }

  /** The field is there, null or not. */
  record Present(int field) implements Access {

    @Override
    public int rank() {
      return 5;
    }
  }
}
