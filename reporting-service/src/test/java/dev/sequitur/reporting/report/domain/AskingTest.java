package dev.sequitur.reporting.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.problem.Violation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingTest {

  private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
  private static final ReportSpec SPEC =
      new ReportSpec(
          "t",
          ZoneId.of("UTC"),
          Period.DAY,
          Map.of("rule", Optional.of("big-order"), "region", Optional.empty()),
          List.of(),
          Occasion.NONE);

  @Test
  void withoutARangeItIsTheLastWholePeriodAndDefaultsHold() {
    var asked = Asking.of(Map.of("parameters", Map.of("region", "north")), SPEC, NOW);

    assertThat(asked.errors()).isEmpty();
    assertThat(asked.range().from()).isEqualTo("2026-03-31T00:00:00Z");
    assertThat(asked.range().to()).isEqualTo("2026-04-01T00:00:00Z");
    assertThat(asked.parameters())
        .containsEntry("rule", "big-order")
        .containsEntry("region", "north");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T00:00:00Z, 2026-03-01T00:00:00Z, /from",
    "2024-03-02T00:00:00Z, 2026-03-01T00:00:00Z, /from",
    "2026-04-01T00:00:00Z, 2026-04-01T12:00:01Z, /to",
    "soon, 2026-04-01T12:00:00Z, /from"
  })
  void rangeThatCannotBeIsRefused(String from, String to, String pointer) {
    var body = Map.<String, Object>of("from", from, "to", to, "parameters", Map.of("region", "x"));

    assertThat(Asking.of(body, SPEC, NOW).errors())
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @Test
  void parameterWithoutADefaultMustBeGiven() {
    assertThat(Asking.of(Map.of(), SPEC, NOW).errors())
        .extracting(Violation::pointer)
        .containsExactly("/parameters/region");
  }
}
