package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.FieldValues;
import dev.sequitur.kit.expression.FieldValues.Mark;
import dev.sequitur.rule.condition.domain.Truth;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an index for a rule.
 *
 * @param <R> the rule
 */
public final class Filed<R> implements Bucket<R> {

  private final UUID uid;
  private final R rule;
  private final Plan plan;
  private final List<String> patterns;
  private final int[] slots;
  private final @Nullable Access under;

  Filed(UUID uid, R rule, Plan plan, List<String> patterns, int[] slots) {
    this(uid, rule, plan, patterns, slots, null);
  }

  private Filed(
      UUID uid, R rule, Plan plan, List<String> patterns, int[] slots, @Nullable Access under) {
    this.uid = uid;
    this.rule = rule;
    this.plan = plan;
    this.patterns = patterns;
    this.slots = slots;
    this.under = under;
  }

  Filed<R> under(Access access) {
    return new Filed<>(uid, rule, plan, patterns, slots, access);
  }

  public UUID uid() {
    return uid;
  }

  public R rule() {
    return rule;
  }

  public Plan plan() {
    return plan;
  }

  List<String> patterns() {
    return patterns;
  }

  int[] slots() {
    return slots;
  }

  /** What it is filed under; null if it is not, and every event of its types reaches it. */
  @Nullable Access under() {
    return under;
  }

  /** What the parts of its condition that need no evaluator say together. */
  public Truth truth(FieldValues values) {
    return plan.truth(values, slots);
  }

  /** Whether all that the plan's residue reads of the data is there, and is a scalar. */
  public boolean isScalar(FieldValues values) {
    for (int field : plan.residueFields()) {
      int slot = slots[field];
      if (slot < 0 || values.at(slot) == null || values.at(slot) instanceof Mark) {
        return false;
      }
    }
    return true;
  }

  /** A value that the plan's residue reads of the data; only where all of them are scalars. */
  public Object scalar(FieldValues values, int place) {
    return Objects.requireNonNull(values.at(slots[plan.residueFields()[place]]));
  }

  /** Whether all that the plan's residue reads of the data is a scalar, or absent. */
  public boolean isFlat(FieldValues values) {
    for (int field : plan.residueFields()) {
      int slot = slots[field];
      if (slot < 0 || values.at(slot) == Mark.OBJECT || values.at(slot) == Mark.LIST) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void reach(Reached<R> reached) {
    reached.add(this);
  }
}
