package dev.sequitur.rule.matching.domain.index;

import org.jspecify.annotations.Nullable;

/**
 * Numbers, or texts, between two bounds.
 *
 * @param least null = without a lower bound
 * @param most null = without an upper bound
 */
record Interval(@Nullable Bound least, @Nullable Bound most) {

  /** A bound, which belongs to the interval or not. */
  record Bound(Object value, boolean included) {}

  /** Whether it is one of texts; numbers otherwise. */
  boolean ofTexts() {
    var bound = least == null ? most : least;
    return bound != null && bound.value() instanceof String;
  }

  boolean isBoundedTwice() {
    return least != null && most != null;
  }

  boolean beginsAtOrBefore(Object value) {
    if (least == null) {
      return true;
    }
    int order = Scalars.compare(value, least.value());
    return order > 0 || (order == 0 && least.included());
  }

  boolean endsAtOrAfter(Object value) {
    return endsAtOrAfter(most, value);
  }

  static boolean endsAtOrAfter(@Nullable Bound most, Object value) {
    if (most == null) {
      return true;
    }
    int order = Scalars.compare(value, most.value());
    return order < 0 || (order == 0 && most.included());
  }

  /** What is in both; of the same kind. */
  Interval and(Interval other) {
    return new Interval(
        compareLeast(least, other.least) >= 0 ? least : other.least,
        compareMost(most, other.most) <= 0 ? most : other.most);
  }

  static int compareLeast(@Nullable Bound one, @Nullable Bound other) {
    if (one == null || other == null) {
      return one == other ? 0 : one == null ? -1 : 1;
    }
    int order = Scalars.compare(one.value(), other.value());
    return order != 0 ? order : Boolean.compare(other.included(), one.included());
  }

  static int compareMost(@Nullable Bound one, @Nullable Bound other) {
    if (one == null || other == null) {
      return one == other ? 0 : one == null ? 1 : -1;
    }
    int order = Scalars.compare(one.value(), other.value());
    return order != 0 ? order : Boolean.compare(one.included(), other.included());
  }
}
