package dev.sequitur.reporting.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void cursorIsReadBackToTheMicrosecond() {
    var cursor =
        new Cursor(Instant.parse("2026-03-01T10:00:00.123456Z"), new UUID(-1, Long.MIN_VALUE));

    assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "!",
        "AAAA",
        "_____________________________________w",
        "________________________________"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
