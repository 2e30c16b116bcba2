package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions that {@code docs/conditions.md} lists: each does what its example says. */
class FunctionsDocumentTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| .+ \\| `([^`]+)` \\| `([^`]+)` \\|$");
  private static final Pattern NAME = Pattern.compile("([A-Za-z.]+)\\(");

  private static final Map<String, Object> VARIABLES =
      Map.of("now", Instant.parse("2026-03-01T12:00:00Z"));

  static Stream<String[]> rows() {
    return ROW.matcher(section()).results().map(FunctionsDocumentTest::row);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exampleGivesItsResult(String function, String example, String result) {
    assertThat(Cases.compiled(example).evaluate(VARIABLES))
        .isEqualTo(new Outcome.Value(Cases.json(result)));
    assertThat(example).contains(name(function) + "(");
  }

  @Test
  void everyFunctionThatIsAddedIsListed() {
    Set<String> listed = new TreeSet<>();
    rows().forEach(row -> listed.add(name(row[0])));
    assertThat(listed).containsAll(FunctionSet.all().bindings().keySet());
  }

  private static String[] row(MatchResult row) {
    return new String[] {row.group(1), row.group(2), row.group(3)};
  }

  /** Without what it is called on, but for a name space such as math. */
  private static String name(String function) {
    var found = NAME.matcher(function);
    assertThat(found.find()).as(function).isTrue();
    var parts = found.group(1).split("\\.");
    return parts.length == 2 && parts[0].equals("math") ? found.group(1) : parts[parts.length - 1];
  }

  private static String section() {
    try {
      var document = Files.readString(Path.of("../docs/conditions.md"));
      int begin = document.indexOf("\n## Functions\n");
      return document.substring(begin, document.indexOf("\n## ", begin + 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
