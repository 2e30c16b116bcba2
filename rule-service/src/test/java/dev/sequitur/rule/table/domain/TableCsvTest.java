package dev.sequitur.rule.table.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCsvTest {

  private static final String SHEET =
      "priority,amount = data.amount,tier = data.tier,-> discount,-> note\r\n"
          + "7,> 100,\"\"\"gold\"\"\",10,\"big, gold\"\r\n"
          + "1,-,-,0.5,\"\"\"=1+1\"\"\"\r\n"
          + "0,\"in [1, 2]\",true,null,\"{\"\"a\"\":[1,null]}\"\r\n";

  @Test
  void aSheetIsATableAndComesBackAsItWas() {
    var table = read(SHEET);
    assertThat(table)
        .containsEntry("hit", "priority")
        .containsEntry("outputs", List.of("discount", "note"))
        .containsEntry(
            "inputs",
            List.of(
                Map.of("name", "amount", "expression", "data.amount"),
                Map.of("name", "tier", "expression", "data.tier")));
    assertThat((List<?>) table.getOrDefault("rows", List.of()))
        .element(1)
        .isEqualTo(
            Map.of(
                "when", List.of("-", "-"),
                "then", Map.of("discount", 0.5, "note", "=1+1"),
                "priority", 1));
    assertThat(TableCsv.write(table)).isEqualTo(SHEET);
  }

  @Property
  void everyTextComesBackAsItWas(@ForAll("texts") List<String> texts) {
    var table =
        Map.of(
            "hit", "first",
            "inputs", List.of(),
            "outputs", List.of("o"),
            "rows",
                texts.stream()
                    .map(text -> Map.of("when", List.of(), "then", Map.of("o", text)))
                    .toList());
    var sheet = TableCsv.write(table);
    assertThat(read(sheet).get("rows")).isEqualTo(table.get("rows"));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings()
        .withChars("a1, \"\n\r\t=+-@{}[]':.eé")
        .ofMaxLength(8)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                                    ; 1
          best,a = data.a                       ; 1
          first,a                               ; 1
          first,-> o,a = data.a                 ; 1
          first,= data.a                        ; 1
          """)
  void aSheetThatIsNoTableIsRefused(String sheet, int line) {
    assertThat(TableCsv.read(sheet))
        .isInstanceOfSatisfying(
            TableCsv.Unreadable.class, it -> assertThat(it.line()).isEqualTo(line));
  }

  @Test
  void aRowThatIsTooShortIsNamed() {
    assertThat(TableCsv.read("first,a = data.a,-> o\n1,5,x\n\n2,5\n"))
        .isInstanceOfSatisfying(
            TableCsv.Unreadable.class, it -> assertThat(it.line()).isEqualTo(3));
  }

  private static Map<String, @Nullable Object> read(String sheet) {
    return ((TableCsv.Table) TableCsv.read(sheet)).table();
  }
}
