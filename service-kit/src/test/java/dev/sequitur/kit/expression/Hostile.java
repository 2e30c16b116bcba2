package dev.sequitur.kit.expression;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts that are written to hurt, and values that make them. */
final class Hostile {

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

  private Hostile() {}

  static Stream<Cases.Case> cases() {
    return Stream.concat(Cases.of("hostile.jsonl"), Cases.of("hostile-functions.jsonl"));
  }

  static String text(Cases.Case example) {
    return example.has("text")
        ? example.text("text")
        : example.text("start")
            + example.text("repeat").repeat(example.number("times"))
            + example.text("end");
  }

  /** VALUE, or the code of the refusal or failure. */
  static String result(String text) {
    return switch (Expressions.compile(text, Scope.EVENT)) {
      case Compilation.Rejected rejected -> rejected.problems().getFirst().code();
      case Compilation.Compiled(Expression expression) ->
          switch (expression.evaluate(VARIABLES)) {
            case Outcome.Value _ -> "VALUE";
            case Outcome.Failed(String code, _) -> code;
          };
    };
  }

  /** Bytes that this thread has allocated so far. */
  static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static Object deep() {
    @Nullable Object value = null;
    for (int level = 0; level < JsonValues.DEPTH_LIMIT; level++) {
      value = Collections.singletonMap("a", Collections.singletonList(value));
    }
    return Collections.singletonList(value);
  }
}
