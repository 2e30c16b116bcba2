package dev.sequitur.rule.table.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          > 100                  ; data.a > 100
          >=100                  ; data.a >= 100
          < -5                   ; data.a < -5
          <= data.limit * 2      ; data.a <= data.limit * 2
          != "x"                 ; data.a != "x"
          == "x"                 ; data.a == "x"
          = "x"                  ; data.a == "x"
          "gold"                 ; data.a == "gold"
          '1..2'                 ; data.a == "1..2"
          100                    ; data.a == 100
          true                   ; data.a == true
          null                   ; data.a == null
          1..5                   ; data.a >= 1 && data.a <= 5
          in ["a", "b"]          ; data.a in ["a", "b"]
          not in [1, 2]          ; !(data.a in [1, 2])
          .startsWith("a")       ; data.a.startsWith("a")
          > 100 || true          ; data.a > (100 || true)
          """)
  void aCellAsksWhatItSays(String cell, String cel) {
    assertThat(Cell.of("data.a", cell)).isEqualTo(new Cell.Condition(cel));
  }

  @Test
  void theInputStaysAGroupOfItsOwn() {
    assertThat(Cell.of("data.a + data.b", "> 1"))
        .isEqualTo(new Cell.Condition("data.a + data.b > 1"));
    assertThat(Cell.of("data.a || data.b", true))
        .isEqualTo(new Cell.Condition("(data.a || data.b) == true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "", "  ", " - "})
  void aDashAsksNothing(String cell) {
    assertThat(Cell.of("data.a", cell)).isEqualTo(new Cell.Anything());
  }

  @ParameterizedTest
  @ValueSource(strings = {">", "> )", "1) || (true", "in", "not in", ".", "1..", "a b", "\"open"})
  void whatIsNoneIsRefused(String cell) {
    assertThat(Cell.of("data.a", cell)).isInstanceOf(Cell.Malformed.class);
  }
}
