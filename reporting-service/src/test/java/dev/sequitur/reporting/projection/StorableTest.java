package dev.sequitur.reporting.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StorableTest {

  @Test
  void textWithoutTroubleStaysTheSameObject() {
    var text = "Grüße 👋 \\u0000";

    assertThat(Storable.text(text)).isSameAs(text);
  }

  @Test
  void zeroAndHalfPairsAreReplaced() {
    assertThat(Storable.text("a\u0000b\ud83dc\udc4b")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void jsonIsCleanedInNamesAndValues() {
    assertThat(Storable.json(Map.of("k\u0000", java.util.List.of("v\u0000\ud83d", 1))))
        .asString(UTF_8)
        .isEqualTo("{\"k\uFFFD\":[\"v\uFFFD\uFFFD\",1]}");
  }

  @Test
  void escapedBackslashBeforeZerosIsNoZero() {
    assertThat(Storable.json(Map.of("k", "\\u0000")))
        .asString(UTF_8)
        .isEqualTo("{\"k\":\"\\\\u0000\"}");
  }
}
