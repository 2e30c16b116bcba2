package dev.sequitur.rule.check.domain.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Documents;
import dev.sequitur.rule.catalog.TestRules;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFindingsTest {

  private static final String RULE =
      """
      on: [order]
      when: data.amount >= 0
      table:
        hit: HIT
        inputs: [{ name: amount, expression: data.amount }, { name: tier, expression: data.tier }]
        outputs: [n]
        rows:
      ROWS
      then: [{ id: x, uses: log.write@1, with: { message: "${string(table.n)}" } }]
      """;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          first    ; > 100, - / -, -                             ;
          first    ; > 100, - / < 100, -                         ; TABLE_GAP
          first    ; > 100, - / <= 100, -                        ;
          first    ; -, - / > 100, -                             ; TABLE_ROW_HIDDEN
          first    ; > 100, - / > 200, "gold" / -, -             ; TABLE_ROW_HIDDEN
          first    ; > 200, - / > 100, "gold" / -, -             ;
          unique   ; > 100, - / <= 100, - / -, 5                 ; TABLE_OVERLAP, TABLE_OVERLAP
          unique   ; in [1.5], - / not in [1.5], -               ;
          unique   ; 0..10, "a" / 10..20, "a" / -, != "a"        ; TABLE_GAP, TABLE_OVERLAP
          collect  ; > 100, - / > 50, -                          ; TABLE_GAP
          priority ; -, - / > 50, -                              ;
          """)
  void gapsOverlapsAndHiddenRowsAreFound(String hit, String rows, @Nullable String expected)
      throws IOException {
    var report = RuleFindings.of(List.of(rule(hit, rows)), Set.of());
    assertThat(report.items().stream().map(one -> one.kind().name()).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(", ", -1)));
    assertThat(report.unknown()).isEmpty();
    report.items().stream()
        .filter(one -> one.kind() != Finding.Kind.TABLE_ROW_HIDDEN)
        .forEach(one -> assertThat(one.event()).isNotNull());
  }

  @SuppressWarnings("unchecked")
  private static Subject rule(String hit, String rows) throws IOException {
    var written = new StringBuilder();
    for (var row : rows.split(" / ", -1)) {
      var comma = row.lastIndexOf(", ");
      written.append(
          "    - { when: ['%s', '%s'], then: { n: 1 } }\n"
              .formatted(row.substring(0, comma), row.substring(comma + 2)));
    }
    var yaml = RULE.replace("HIT", hit).replace("ROWS\n", written.toString());
    var spec =
        (Map<String, @Nullable Object>)
            Objects.requireNonNull(Documents.one("yaml", yaml.getBytes(UTF_8)));
    var rule = TestRules.rule(TestRules.published("one", spec));
    return Subject.of(rule, (String) spec.get("when"), spec);
  }
}
