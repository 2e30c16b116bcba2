package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that are written to hurt: {@code hostile.jsonl}. Each is refused, or ends, within bounds
 * that do not depend on the machine. ANY means that ending is all that is asked for.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileTest {

  /** What one case may allocate, compiling included; far more than is held at any one time. */
  private static final long ALLOCATED = 96L << 20;

  private static final String LETTERS = "a".repeat(120_000);

  private static final Map<String, Object> DATA =
      Map.of(
          "text",
          LETTERS,
          "almost",
          "a".repeat(60_000) + "b",
          "long",
          Collections.nCopies(100_000, 5L),
          "some",
          Collections.nCopies(4_000, 5L),
          "deep",
          deep(),
          "host",
          new Object());

  private static final Map<String, Object> VARIABLES =
      Map.of("data", DATA, "event", Map.of(), "now", Instant.EPOCH);

  static Stream<Cases.Case> cases() {
    return Cases.of("hostile.jsonl");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsWithinItsBounds(Cases.Case example) {
    long before = allocated();
    String result = result(text(example));
    assertThat(allocated() - before).isLessThan(ALLOCATED);
    if (!example.text("gives").equals("ANY")) {
      assertThat(result).isEqualTo(example.value("gives"));
    }
  }

  private static String text(Cases.Case example) {
    return example.has("text")
        ? example.text("text")
        : example.text("start")
            + example.text("repeat").repeat(example.number("times"))
            + example.text("end");
  }

  private static String result(String text) {
    return switch (Expressions.compile(text, Scope.EVENT)) {
      case Compilation.Rejected rejected -> rejected.problems().getFirst().code();
      case Compilation.Compiled(Expression expression) ->
          switch (expression.evaluate(VARIABLES)) {
            case Outcome.Value _ -> "VALUE";
            case Outcome.Failed(String code, _) -> code;
          };
    };
  }

  private static Object deep() {
    @Nullable Object value = null;
    for (int level = 0; level < JsonValues.DEPTH_LIMIT; level++) {
      value = Collections.singletonMap("a", Collections.singletonList(value));
    }
    return Collections.singletonList(value);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
