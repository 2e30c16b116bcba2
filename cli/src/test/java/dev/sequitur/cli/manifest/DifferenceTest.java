package dev.sequitur.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.gateway.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  private static final String STORED =
      """
      {"apiVersion":"sequitur.dev/v1","kind":"Rule",
       "metadata":{"name":"a","workspace":"default","uid":"6c1e","labels":{},"revision":3},
       "spec":{"when":"data.x > 1","on":["t"],"limit":10},"status":{"state":"ACTIVE"}}
      """;

  private static Document file(String yaml) {
    return Bundle.of(List.of(new Bundle.Source("a.yaml", yaml))).documents().getFirst();
  }

  private static String manifest(String when) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: a }
        spec: { on: [t], limit: 10.0, when: '%s' }
        """
        .formatted(when);
  }

  @Test
  void orderOfKeysAndSpellingOfNumbersAreNoDifference() {
    assertThat(Difference.between(Json.read(STORED), file(manifest("data.x > 1")))).isEmpty();
  }

  @Test
  void changeIsShownAsAUnifiedDiff() {
    assertThat(Difference.between(Json.read(STORED), file(manifest("data.x > 2"))))
        .containsExactly(
            "--- server Rule/a",
            "+++ a.yaml:1 Rule/a",
            "@@ -6,4 +6,4 @@",
            "   limit: 10",
            "   on:",
            "     - t",
            "-  when: data.x > 1",
            "+  when: data.x > 2");
  }

  @Test
  void whatIsNotThereYetIsAllNew() {
    var lines = Difference.between(null, file(manifest("true")));
    assertThat(lines).startsWith("--- /dev/null", "+++ a.yaml:1 Rule/a");
    assertThat(lines.subList(3, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("+"));
  }
}
