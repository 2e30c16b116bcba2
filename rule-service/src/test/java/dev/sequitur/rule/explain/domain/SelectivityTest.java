package dev.sequitur.rule.explain.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sequitur.contracts.Starter;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.explain.domain.Part.Kind;
import dev.sequitur.rule.matching.domain.Condition;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.Validity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectivityTest {

  private static final Verdict TRUE = new Verdict.Matched();
  private static final Verdict FALSE = new Verdict.Unmatched();
  private static final Verdict UNTOLD = new Verdict.Failed("EXPRESSION_FIELD_MISSING", "missing");

  private static final Rule RULE =
      new Rule(
          "w",
          new Starter("Rule", new UUID(0, 1), "r", 3, Map.of()),
          List.of("*"),
          Condition.ALWAYS,
          List.of(),
          Validity.UNLIMITED);

  private final Selectivity selectivity = new Selectivity(3, "a && (b || c)");

  @Test
  void everyPartCountsByWhatItSaysInThePlaceWhereItStands() {
    saw(null, TRUE, TRUE, TRUE, FALSE, TRUE);
    saw(Stop.CONDITION, FALSE, TRUE, FALSE, FALSE, FALSE);
    saw(Stop.UNTOLD, UNTOLD, TRUE, UNTOLD, FALSE, UNTOLD);

    assertThat(selectivity.parts())
        .extracting(
            Selectivity.Counts::text,
            Selectivity.Counts::depth,
            Selectivity.Counts::isTrue,
            Selectivity.Counts::isFalse,
            Selectivity.Counts::untold)
        .containsExactly(
            tuple("a && (b || c)", 0, 1L, 1L, 1L),
            tuple("a", 1, 3L, 0L, 0L),
            tuple("b || c", 1, 1L, 1L, 1L),
            tuple("b", 2, 0L, 3L, 0L),
            tuple("c", 2, 1L, 1L, 1L));
    assertThat(selectivity.events()).isEqualTo(3);
    assertThat(selectivity.matched()).isEqualTo(1);
    assertThat(selectivity.untold()).isEqualTo(1);
  }

  @Test
  void percentilesAreThoseOfTheTimesThatWereTaken() {
    for (int took = 100; took >= 1; took--) {
      selectivity.saw(judgement(null), null, took);
    }
    assertThat(selectivity.percentile(0.50)).isEqualTo(50);
    assertThat(selectivity.percentile(0.99)).isEqualTo(99);
    assertThat(new Selectivity(1, null).percentile(0.99)).isZero();
  }

  @Test
  void runThatCouldNotStartHadMatched() {
    selectivity.saw(judgement(Stop.REJECTED), null, 1);
    selectivity.saw(judgement(Stop.SUPPRESSED), null, 1);

    assertThat(selectivity.matched()).isEqualTo(1);
    assertThat(selectivity.suppressed()).isEqualTo(1);
    assertThat(selectivity.parts()).isEmpty();
  }

  private void saw(
      @Nullable Stop stop, Verdict whole, Verdict a, Verdict any, Verdict b, Verdict c) {
    var or = part("b || c", Kind.ANY, any, test("b", b), test("c", c));
    selectivity.saw(judgement(stop), part("a && (b || c)", Kind.ALL, whole, test("a", a), or), 1);
  }

  private static Part test(String text, Verdict verdict) {
    return part(text, Kind.TEST, verdict);
  }

  private static Part part(String text, Kind kind, Verdict verdict, Part... parts) {
    return new Part(text, kind, verdict, true, List.of(), List.of(parts));
  }

  private static Judgement judgement(@Nullable Stop stop) {
    return new Judgement(RULE, stop, null, null, null);
  }
}
