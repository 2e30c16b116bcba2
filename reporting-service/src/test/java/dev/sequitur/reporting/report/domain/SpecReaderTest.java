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
                          "Statistics", "rule", "day", new ReportSpec.Text(null, "rule"), null),
                      new ReportSpec.Runs("Runs", null, "FAILED", 5));
            });
  }

  @Test
  void chartIsALineOfTheUsualCountsUnlessMoreIsSaid() {
    var spec =
        SpecReader.read(
                Map.of(
                    "title",
                    "x",
                    "sections",
                    List.of(
                        Map.of("statistics", Map.of("chart", "bar")),
                        Map.of("statistics", Map.of("by", "trigger", "chart", Map.of())),
                        Map.of("statistics", Map.of("chart", Map.of("of", List.of("dead")))))))
            .spec();

    assertThat(spec).isNotNull();
    assertThat(spec.sections())
        .extracting(section -> ((ReportSpec.Statistics) section).chart())
        .containsExactly(
            new ReportData.Chart(ReportData.Chart.Form.BAR, List.of("succeeded", "failed")),
            new ReportData.Chart(ReportData.Chart.Form.LINE, List.of("accepted")),
            new ReportData.Chart(ReportData.Chart.Form.LINE, List.of("dead")));
  }

  @Test
  void occasionAndDeliveryAreRead() {
    var spec =
        SpecReader.read(
                Map.of(
                    "title", "x",
                    "sections", List.of(Map.of("runs", Map.of())),
                    "on", List.of("com.example.monday"),
                    "delivery", Map.of("to", List.of("a@example.com"), "connection", "mail")))
            .spec();

    assertThat(spec).isNotNull();
    assertThat(spec.occasion())
        .isEqualTo(
            new Occasion(
                List.of("com.example.monday"),
                new Occasion.Delivery(List.of("a@example.com"), "mail", "pdf", false)));
  }

  @Test
  void mistakesInChartsOccasionAndDeliveryAreToldAtOnce() {
    var errors =
        SpecReader.read(
                Map.of(
                    "title", "x",
                    "parameters", Map.of("rule", Map.of()),
                    "sections",
                        List.of(
                            Map.of("statistics", Map.of("chart", "pie")),
                            Map.of(
                                "statistics", Map.of("chart", Map.of("of", List.of("p50Micros"))))),
                    "on", List.of("dev.sequitur.report.made", "shop.*", "x", "x"),
                    "delivery",
                        Map.of(
                            "to", List.of("nobody", "a@b\r\nBcc: c@d"),
                            "connection", "No Name",
                            "format", "docx",
                            "unlessEmpty", "yes")))
            .errors();

    assertThat(errors)
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder(
            "/spec/parameters/rule/default",
            "/spec/sections/0/statistics/chart",
            "/spec/sections/1/statistics/chart/of/0",
            "/spec/on/0",
            "/spec/on/1",
            "/spec/on/3",
            "/spec/delivery/to/0",
            "/spec/delivery/to/1",
            "/spec/delivery/connection",
            "/spec/delivery/format",
            "/spec/delivery/unlessEmpty");
  }

  @Test
  void deliveryWithoutAnOccasionIsRefused() {
    var errors =
        SpecReader.read(
                Map.of(
                    "title", "x",
                    "sections", List.of(Map.of("runs", Map.of())),
                    "delivery", Map.of("to", List.of(), "connection", "mail")))
            .errors();

    assertThat(errors)
        .extracting(Violation::pointer, Violation::code)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("/spec/on", "MISSING"),
            org.assertj.core.groups.Tuple.tuple("/spec/delivery/to", "EMPTY"));
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
