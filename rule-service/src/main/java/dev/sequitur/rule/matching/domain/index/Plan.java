package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.FieldValues;
import dev.sequitur.kit.expression.FlatCondition;
import dev.sequitur.rule.condition.domain.Truth;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition taken apart. It is true if all of its checks are and the residue is; if a check
 * cannot be told, only the whole condition knows.
 */
public final class Plan {

  /** Of a condition of which nothing is known. */
  public static final Plan NOTHING_KNOWN =
      new Plan(List.of(), List.of(), new Check[] {}, null, new int[] {});

  private final List<List<String>> fields;
  private final int asked;
  private final List<Access> accesses;
  private final Check[] checks;
  private final @Nullable Expression residue;
  private final @Nullable FlatCondition flat;
  private final int[] residueFields;

  Plan(
      List<List<String>> fields,
      List<Access> accesses,
      Check[] checks,
      @Nullable Expression residue,
      int[] residueFields) {
    this(fields, fields.size(), accesses, checks, residue, residueFields);
  }

  private Plan(
      List<List<String>> fields,
      int asked,
      List<Access> accesses,
      Check[] checks,
      @Nullable Expression residue,
      int[] residueFields) {
    this.fields = fields;
    this.asked = asked;
    this.accesses = accesses;
    this.checks = checks;
    this.residue = residue;
    // Compiled now, and not when the first event comes.
    this.flat = residue == null ? null : residue.flat("data");
    this.residueFields = residueFields;
  }

  /** Takes a condition apart, which sees {@code event}, {@code data} and {@code now}. */
  public static Plan of(Expression condition) {
    return new Planner().plan(condition);
  }

  /**
   * The same condition, of a rule that reads further fields once it is true.
   *
   * @param further by their names; they are read with the others as long as these are few
   */
  public Plan alsoReading(Collection<List<String>> further) {
    var all = new LinkedHashSet<>(fields);
    return all.addAll(further)
        ? new Plan(List.copyOf(all), asked, accesses, checks, residue, residueFields)
        : this;
  }

  /** The fields that are read, by their names; first those that the condition reads. */
  List<List<String>> fields() {
    return fields;
  }

  /** How many of the fields the condition reads. */
  int asked() {
    return asked;
  }

  List<Access> accesses() {
    return accesses;
  }

  /** What needs the evaluator if all checks are true; null if nothing does. */
  public @Nullable Expression residue() {
    return residue;
  }

  /** The residue over the fields that it reads of the data; null if there is none. */
  public @Nullable FlatCondition flat() {
    return flat;
  }

  /** Which of the fields the residue reads of the data, in the order of their paths. */
  int[] residueFields() {
    return residueFields;
  }

  /** One false check decides alone. */
  Truth truth(FieldValues values, int[] slots) {
    var truth = Truth.TRUE;
    for (var check : checks) {
      switch (check.of(values, slots)) {
        case FALSE -> {
          return Truth.FALSE;
        }
        case UNTOLD -> truth = Truth.UNTOLD;
        case TRUE -> {}
      }
    }
    return truth;
  }
}
