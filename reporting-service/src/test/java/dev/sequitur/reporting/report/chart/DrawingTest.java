package dev.sequitur.reporting.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.reporting.report.Samples;
import dev.sequitur.reporting.report.domain.ReportData;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DrawingTest {

  @Test
  void periodsWithoutRowsAreZero() {
    var table = Samples.days();
    var series = Series.of(Samples.whole(), table, Objects.requireNonNull(table.chart()));

    assertThat(series.periods()).containsExactly("2026-03-29", "2026-03-30", "2026-03-31");
    assertThat(series.lines())
        .containsExactly(
            new Series.Line("succeeded", List.of(1_504L, 0L, 900L)),
            new Series.Line("failed", List.of(7L, 0L, 40L)));
  }

  @Test
  void hoursOfTheRangeAreAllThere() {
    var chart = new ReportData.Chart(ReportData.Chart.Form.BAR, List.of("failed"));
    var table =
        new ReportData.Table(
            "x",
            List.of("period", "failed"),
            List.of(List.of("2026-03-29T05:00:00Z", "3")),
            false,
            chart);
    var series = Series.of(Samples.of(List.of(table)), table, chart);

    assertThat(series.periods()).hasSize(71).contains("2026-03-29T05:00:00Z");
    assertThat(Drawing.of(series)).filteredOn(Shape.Bar.class::isInstance).hasSize(2);
  }

  @Test
  void chartOfNothingSaysSo() {
    var chart = new ReportData.Chart(ReportData.Chart.Form.LINE, List.of("failed"));
    var table = new ReportData.Table("x", List.of("period", "failed"), List.of(), false, chart);
    var shapes = Drawing.of(Series.of(Samples.of(List.of(table)), table, chart));

    assertThat(shapes)
        .anySatisfy(
            shape ->
                assertThat(shape).isInstanceOf(Shape.Label.class).asString().contains("no data"));
  }

  @Test
  void axisEndsAtARoundNumberAtOrAboveTheGreatest() {
    assertThat(Scale.top(0)).isEqualTo(1);
    assertThat(Scale.top(5)).isEqualTo(5);
    assertThat(Scale.top(6)).isEqualTo(6);
    assertThat(Scale.top(1_504)).isEqualTo(2_000);
    assertThat(Scale.step(2_000)).isEqualTo(500);
    assertThat(Scale.top(1_000_000_000_000L)).isEqualTo(1_000_000_000_000L);
    for (long greatest = 1; greatest < 5_000; greatest++) {
      var top = Scale.top(greatest);
      assertThat(top).isGreaterThanOrEqualTo(greatest);
      assertThat(top % Scale.step(top)).isZero();
      assertThat(top / Scale.step(top)).isLessThanOrEqualTo(5);
    }
  }
}
