package dev.sequitur.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The test of the test: what a query gets wrong is noticed. */
class HoldingTest {

  private static final Scrape SCRAPE =
      new Scrape()
          .add(
              "executor-service",
              """
              # HELP sequitur_settled what became
              # TYPE sequitur_settled counter
              sequitur_settled_total{state="DEAD"} 0.0
              sequitur_settled_total{state="SUCCEEDED"} 12.0
              # TYPE sequitur_waiting gauge
              sequitur_waiting 3.0
              # TYPE sequitur_effect_seconds histogram
              sequitur_effect_seconds_bucket{le="0.001"} 1.0
              sequitur_effect_seconds_bucket{le="+Inf"} 2.0
              sequitur_effect_seconds_count 2.0
              sequitur_effect_seconds_sum 0.5
              # TYPE jvm_gc_pause_seconds summary
              jvm_gc_pause_seconds_count{cause="Allocation, of \\"young\\" {objects}",gc="Copy"} 1.0
              """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (state) (rate(sequitur_settled_total[5m]))",
        "sum(increase(sequitur_settled_total{state=~\"DEAD|SUCC.*\"}[1h])) > 0",
        "max(sequitur_waiting)",
        "histogram_quantile(0.99, sum by (le, service) (rate(sequitur_effect_seconds_bucket[5m])))",
        "sum(rate(sequitur_effect_seconds_sum[5m])) / sum(rate(sequitur_effect_seconds_count[5m]))",
        "max by (service) (sequitur_waiting{service=~\".+\"} / sequitur_waiting)",
        "topk(3, sum by (gc) (rate(jvm_gc_pause_seconds_count[5m])))",
        "min by (service) (up) == 0",
        "sum without (state) (sequitur_settled_total) * 2 + 1 > 3 or sequitur_waiting"
      })
  void whatCanBeAnsweredIsLeftAlone(String query) {
    assertThat(Holding.findings(query, SCRAPE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      textBlock =
          """
          sum(rate(sequitur_setled_total[5m]))                       ; no metric sequitur_setled_total
          sum(rate(sequitur_settled[5m]))                            ; no metric sequitur_settled
          sum(rate(sequitur_settled_total{stat="DEAD"}[5m]))         ; has no label stat
          sum(rate(sequitur_settled_total{state="DEED"}[5m]))        ; has no state DEED
          sum(rate(sequitur_settled_total{state=~"DEAD|LOST"}[5m]))  ; has no state LOST
          sum by (code) (rate(sequitur_settled_total[5m]))           ; grouped by code
          sum by (state) (sum(rate(sequitur_settled_total[5m])))     ; grouped by state
          rate(sequitur_waiting[5m])                                 ; no counter
          rate(sequitur_settled_total)                               ; not over a range
          sum(sequitur_settled_total[5m])                            ; is a range where none can be
          histogram_quantile(0.9, sum(rate(sequitur_effect_seconds_bucket[5m]))) ; without le
          sum by (state) (sequitur_settled_total) / sum(sequitur_waiting) ; of series with labels
          """)
  void whatCannotBeAnsweredIsNoticed(String query, String finding) {
    assertThat(Holding.findings(query, SCRAPE)).anyMatch(one -> one.contains(finding));
  }

  @Test
  void aLegendThatShowsWhatIsNotThereIsNoticed() {
    var query = "sum(rate(sequitur_settled_total[5m]))";
    assertThat(Holding.findings(query, Set.of("state"), SCRAPE))
        .containsExactly("the result has no label state");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sum(",
        "sum(sequitur_waiting))",
        "rate(sequitur_settled_total[5 m])",
        "rate(sequitur_settled_total[$__rate_interval])",
        "sequitur_settled_total{state=DEAD}",
        "sequitur_settled_total{state~\"DEAD\"}",
        "sequitur_settled_total offset 5m",
        "sum by state (sequitur_settled_total)",
        "unheard_of(sequitur_waiting)",
        "histogram_quantile(sequitur_waiting)",
        "sequitur_waiting / on (service) sequitur_waiting",
        "sequitur_waiting $service",
        "1 +"
      })
  void whatIsNoQueryIsRefused(String text) {
    assertThatThrownBy(() -> Query.of(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Holding.findings(text, SCRAPE)).isNotEmpty();
  }

  @Test
  void aLabelsValueMayHoldAnything() {
    assertThat(SCRAPE.values("jvm_gc_pause_seconds_count", "gc")).containsExactly("Copy");
  }

  @Test
  void whatDashboardsAndAlertsAskIsRead() {
    assertThat(Asked.dashboards()).hasSizeGreaterThan(70);
    assertThat(Asked.alerts()).hasSizeGreaterThan(10);
    assertThat(Asked.dashboards()).allSatisfy(one -> assertThat(Query.of(one.query())).isNotNull());
    assertThat(Asked.alerts()).allSatisfy(one -> assertThat(Query.of(one.query())).isNotNull());
  }
}
