package dev.sequitur.rule.explain.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Documents;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableSightTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void everyRowThatTakesAnEventIsNamed() throws IOException {
    var event = Map.<String, Object>of("amount", 500, "tier", "gold");
    assertThat(sight("first", event).rows()).containsExactly(2);
    assertThat(sight("collect", event).rows()).containsExactly(2, 3);
    assertThat(sight("unique", event).rows()).containsExactly(2, 3);
    assertThat(sight("first", event).nearest()).isNull();
  }

  @Test
  void theNearestRowIsTheFirstThatMissesByTheFewestCells() throws IOException {
    var sight = sight("first", Map.of("amount", 50, "tier", "gold"));
    var nearest = Objects.requireNonNull(sight.nearest());
    assertThat(sight.rows()).isEmpty();
    assertThat(nearest.number()).isEqualTo(1);
    assertThat(nearest.failing())
        .extracting(cell -> cell.input() + ": " + cell.part().text())
        .containsExactly("amount: data.amount > 1000");
  }

  @Test
  void aCellThatCannotBeToldTakesNothing() throws IOException {
    var sight = sight("first", Map.of("tier", "gold"));
    assertThat(sight.rows()).isEmpty();
    assertThat(Objects.requireNonNull(sight.nearest()).failing()).hasSize(1);
  }

  @Test
  void anOrInACellSaysNothingAboutTheOthers() throws IOException {
    assertThat(sight("or", Map.of("amount", 1, "tier", "gold")).rows()).isEmpty();
    assertThat(sight("or", Map.of("amount", 1001, "tier", "tin")).rows()).containsExactly(1);
  }

  @Test
  void aConditionThatIsNotTrueComesBeforeTheTable() throws IOException {
    assertThat(Judgement.table(rule("first"), event(Map.of("off", true)))).isNull();
  }

  @Test
  void windowsCountTheCellsOfTheNearestRow() throws IOException {
    var misses = new NearMisses(5);
    var rule = rule("first");
    for (var amount : List.of(50, 60)) {
      misses.unmatched(List.of(), rule.table(), event(Map.of("amount", amount, "tier", "gold")));
    }
    misses.unmatched(List.of(), rule.table(), event(Map.of()));
    assertThat(misses.clauses())
        .containsExactly(
            new NearMisses.Count("row 1: data.amount > 1000", 2, 2),
            new NearMisses.Count("row 3: data.amount > 200", 1, 1));
    assertThat(misses.nearest()).hasSize(3);
  }

  private static TableSight sight(String hit, Map<String, ?> data) throws IOException {
    return Objects.requireNonNull(Judgement.table(rule(hit), event(data)));
  }

  private static Occurrence event(Map<String, ?> data) {
    return CaseEvent.of("order", data, NOW).in("default", "one");
  }

  @SuppressWarnings("unchecked")
  private static Rule rule(String hit) throws IOException {
    var yaml =
        """
        on: [order]
        when: "!has(data.off)"
        table:
          hit: HIT
          inputs:
            - { name: amount, expression: data.amount }
            - { name: tier, expression: data.tier }
          outputs: [percent]
          rows:
            - { when: ["> 1000", '"gold"'], then: { percent: 15 } }
            - { when: ["100..1000", '"gold"'], then: { percent: 5 } }
            - { when: ["> 200", "-"], then: { percent: 1 } }
        then:
          - { id: tell, uses: log.write@1, with: { message: "${table.percent}" } }
        """
            .replace("HIT", hit.equals("or") ? "first" : hit)
            .replace(
                "'\"gold\"'], then: { percent: 15 }",
                hit.equals("or")
                    ? "'.startsWith(\"x\") || true'], then: { percent: 15 }"
                    : "'\"gold\"'], then: { percent: 15 }")
            .replace("> 200", hit.equals("or") ? "> 2000" : "> 200");
    var spec =
        (Map<String, @Nullable Object>)
            Objects.requireNonNull(Documents.one("yaml", yaml.getBytes(UTF_8)));
    return TestRules.rule(TestRules.published("discount", spec));
  }
}
