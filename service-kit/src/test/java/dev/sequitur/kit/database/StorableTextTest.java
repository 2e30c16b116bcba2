package dev.sequitur.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {

  @Test
  void textWithoutTroubleStaysTheSameObject() {
    var text = "Grüße 👋 \\u0000";

    assertThat(StorableText.of(text)).isSameAs(text);
  }

  @Test
  void zeroAndHalfPairsAreReplaced() {
    assertThat(StorableText.of("a\u0000b\ud83dc\udc4b")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }
}
