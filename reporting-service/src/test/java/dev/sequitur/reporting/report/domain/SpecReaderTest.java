package dev.sequitur.reporting.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.problem.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecReaderTest {

  @Test
  void wholeSpecIsRead() {
    var reading =
        SpecReader.read(
            Map.of(
                "title", "Failures",
                "zone", "Europe/Berlin",
                "period", "WEEK",
                "parameters", Map.of("rule", Map.of("default", "big-order")),
                "sections",
                    List.of(
                        Map.of(
                            "statistics",
                            Map.of("by", "rule", "name", Map.of("parameter", "rule"))),
                        Map.of("runs", Map.of("state", "FAILED", "limit", 5)))));

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.spec())
        .satisfies(
            spec -> {
              assertThat(spec.period()).isEqualTo(Period.WEEK);
              assertThat(spec.parameters()).containsEntry("rule", Optional.of("big-order"));
              assertThat(spec.sections())
                  .containsExactly(
                      new ReportSpec.Statistics(
                          "Statistics", "rule", "day", new ReportSpec.Text(null, "rule")),
                      new ReportSpec.Runs("Runs", null, "FAILED", 5));
            });
  }

  @Test
  void allMistakesAreToldAtOnceEachAtItsPlace() {
    var reading =
        SpecReader.read(
            Map.of(
                "zone", "Mars",
                "period", "YEAR",
                "colour", "blue",
                "parameters", Map.of("UPPER", Map.of()),
                "sections",
                    List.of(
                        Map.of("statistics", Map.of("by", "user"), "runs", Map.of()),
                        Map.of("statistics", Map.of("name", Map.of("parameter", "none"))),
                        Map.of("runs", Map.of("limit", 100_000, "state", "GOOD")),
                        "text")));

    assertThat(reading.spec()).isNull();
    assertThat(reading.errors())
        .extracting(Violation::pointer)
        .contains(
            "/spec/title",
            "/spec/zone",
            "/spec/period",
            "/spec/colour",
            "/spec/parameters/UPPER",
            "/spec/sections/0",
            "/spec/sections/1/statistics/name/parameter",
            "/spec/sections/2/runs/limit",
            "/spec/sections/2/runs/state",
            "/spec/sections/3");
  }

  @Test
  void sectionsAreBounded() {
    var many = Collections.nCopies(21, Map.of("runs", Map.of()));

    assertThat(SpecReader.read(Map.of("title", "x", "sections", many)).errors())
        .extracting(Violation::code)
        .containsExactly("TOO_MANY");
    assertThat(SpecReader.read(Map.of("title", "x", "sections", List.of())).errors())
        .extracting(Violation::code)
        .containsExactly("EMPTY");
  }
}
