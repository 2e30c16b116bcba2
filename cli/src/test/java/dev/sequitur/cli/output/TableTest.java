package dev.sequitur.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAlignByWhatTheyTakeOnTheScreen() {
    var table =
        new Table("NAME", "STATE")
            .row("日本", "A")
            .row("e\u0301", "B")
            .row("😀😀😀", "C")
            .row("x", "D");
    assertThat(table.lines())
        .containsExactly("NAME    STATE", "日本    A", "e\u0301       B", "😀😀😀  C", "x       D");
  }

  @Test
  void controlCharactersReachNoTerminal() {
    assertThat(new Table("A").row("x\u001b[31my\nz").lines())
        .containsExactly("A", "x\uFFFD[31my\uFFFDz");
  }

  @Test
  void linesEndWithoutBlanks() {
    assertThat(new Table("A", "B").row("x", "").lines()).containsExactly("A  B", "x");
  }
}
