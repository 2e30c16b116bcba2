package dev.sequitur.kit.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "{\"a\"",
        "{\"a\":1,}",
        "[1,]",
        "1 2",
        "{} {}",
        "nul",
        "'a'",
        "NaN",
        "Infinity",
        "01",
        "+1",
        "-",
        ".5",
        "1.",
        "\"\t\"",
        "\"\\x\"",
        "{a:1}",
        "[1] // comment"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThat(JsonValues.parse(text.getBytes(UTF_8))).isInstanceOf(Json.Malformed.class);
  }

  @Test
  void theSameNameTwiceInOneObjectIsRefusedAtItsPlace() {
    assertThat(JsonValues.parse("{\"a\":1,\n\"a\":2}".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Json.Malformed.class,
            malformed -> {
              assertThat(malformed.detail()).isEqualTo("an object has the same name twice");
              assertThat(malformed.line()).isEqualTo(2);
            });
  }

  @Test
  void theSameNameInTwoObjectsIsNoMatter() {
    assertThat(Cases.json("[{\"a\":1},{\"a\":2}]"))
        .isEqualTo(List.of(Map.of("a", 1L), Map.of("a", 2L)));
  }

  @Test
  void sixtyFourLevelsAreReadAndNotOneMore() {
    assertThat(JsonValues.parse(nested(64))).isInstanceOf(Json.Parsed.class);
    assertThat(JsonValues.parse(nested(65))).isInstanceOf(Json.Malformed.class);
    assertThat(JsonValues.parse(nested(100_000))).isInstanceOf(Json.Malformed.class);
  }

  @Test
  void invalidUtf8IsRefused() {
    for (int[] bytes : new int[][] {{0xff}, {0xc3}, {0xe2, 0x82}, {0x80}}) {
      byte[] json = new byte[bytes.length + 2];
      json[0] = '"';
      json[json.length - 1] = '"';
      for (int i = 0; i < bytes.length; i++) {
        json[i + 1] = (byte) bytes[i];
      }
      assertThat(JsonValues.parse(json)).isInstanceOf(Json.Malformed.class);
    }
  }

  @Test
  void numbersThatNothingCanHoldAreKeptExactly() {
    String text = "[123456789012345678901234567890,-9223372036854775809,1E+400]";
    assertThat(Cases.json(text))
        .isEqualTo(
            List.of(
                new BigInteger("123456789012345678901234567890"),
                new BigInteger("-9223372036854775809"),
                new BigDecimal("1E+400")));
    assertThat(JsonValues.write(Cases.json(text))).isEqualTo(text);
  }

  @Test
  void aNumberOfMoreThanAThousandDigitsIsRefused() {
    assertThat(JsonValues.parse("1".repeat(1_001).getBytes(UTF_8)))
        .isInstanceOf(Json.Malformed.class);
  }

  @Test
  void membersKeepTheirOrder() {
    String text = "{\"z\":1,\"a\":{\"y\":null,\"b\":[true,false]},\"m\":\"\\\"\\n\"}";
    assertThat(JsonValues.write(Cases.json(text))).isEqualTo(text);
  }

  private static byte[] nested(int levels) {
    return ("[".repeat(levels) + "]".repeat(levels)).getBytes(UTF_8);
  }
}
