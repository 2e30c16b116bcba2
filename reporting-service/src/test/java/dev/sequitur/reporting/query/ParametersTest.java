package dev.sequitur.reporting.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @ParameterizedTest
  @CsvSource({
    "eventId, 1-1-1-1-1",
    "eventId, nonsense",
    "rule, ''",
    "state, succeeded",
    "actionState, DONE",
    "from, yesterday",
    "to, 2026-13-01T00:00:00Z",
    "to, +1000000000-12-31T23:59:59Z",
    "limit, 0",
    "limit, 501",
    "limit, -1",
    "limit, 1e2",
    "limit, 99999999999",
    "after, xyz",
    "colour, blue"
  })
  void mistakeNamesItsParameter(String name, String value) {
    var problem =
        catchThrowableOfType(Problem.class, () -> RunFilter.of(Map.of(name, List.of(value))));

    assertThat(problem.code().status()).isEqualTo(400);
    assertThat(problem.errors()).extracting(Violation::pointer).containsExactly("/query/" + name);
    assertThat(problem.detail()).startsWith(name);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    var problem =
        catchThrowableOfType(
            Problem.class,
            () ->
                RunFilter.of(
                    Map.of(
                        "limit", List.of("0"), "from", List.of("x"), "rule", List.of("a", "b"))));

    assertThat(problem.errors())
        .extracting(Violation::code)
        .containsExactlyInAnyOrder(
            "MALFORMED_PARAMETER", "MALFORMED_PARAMETER", "REPEATED_PARAMETER");
  }

  @Test
  void withoutParametersTheDefaultsHold() {
    var filter = RunFilter.of(Map.of());

    assertThat(filter.limit()).isEqualTo(50);
    assertThat(filter.conditions().texts()).isEmpty();
  }

  @Test
  void pathIdsAreWholeUuids() {
    assertThatThrownBy(() -> Parameters.id("1-1-1-1-1")).isInstanceOf(Problem.class);
    assertThat(Parameters.id("00000000-0000-0000-0000-00000000000A")).isNotNull();
  }
}
