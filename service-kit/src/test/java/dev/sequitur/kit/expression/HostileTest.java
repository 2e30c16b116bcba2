package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that are written to hurt: {@code hostile.jsonl}, {@code hostile-functions.jsonl}. Each is
 * refused, or ends, within bounds that do not depend on the machine; how long that takes {@link
 * HostileBenchmark} tells. ANY means that ending is all that is asked for.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileTest {

  /** What one case may allocate, compiling included; far more than is held at any one time. */
  private static final long ALLOCATED = 96L << 20;

  static Stream<Cases.Case> cases() {
    return Hostile.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsWithinItsBounds(Cases.Case example) {
    long before = Hostile.allocated();
    String result = Hostile.result(Hostile.text(example));
    assertThat(Hostile.allocated() - before).isLessThan(ALLOCATED);
    if (!example.text("gives").equals("ANY")) {
      assertThat(result).isEqualTo(example.value("gives"));
    }
  }

  @Test
  void thereAreManyAndMostSayHowTheyEnd() {
    assertThat(Hostile.cases()).hasSizeGreaterThan(500);
    assertThat(Hostile.cases().filter(each -> each.text("gives").equals("ANY")).count())
        .isLessThan(30);
  }
}
