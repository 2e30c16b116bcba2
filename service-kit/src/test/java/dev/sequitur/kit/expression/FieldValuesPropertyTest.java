package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** One pass over a text accepts what the parser accepts, and finds what is in the parsed value. */
class FieldValuesPropertyTest {

  private static final FieldTree TREE =
      FieldTree.of(
          List.of(
              new FieldTree.Field(List.of("data"), 0),
              new FieldTree.Field(List.of("data", "a"), 1),
              new FieldTree.Field(List.of("data", "a", "b"), 2),
              new FieldTree.Field(List.of("data", "a.b"), 3),
              new FieldTree.Field(List.of("data", "ü"), 4)));

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"a\"",
          "\"b\"",
          "\"a.b\"",
          "\"ü\"",
          "\"\\u0061\"",
          "1",
          "-0.0",
          "1e400",
          "1e99999999999",
          "9223372036854775808",
          "0x1",
          "01",
          "null",
          "true",
          "nul",
          "\"\\ud800\"",
          "\"\\x\"",
          "\"",
          "\u0001",
          " ",
          "\"a\":1,\"a\":2");

  @Property(tries = 3_000)
  void onePassAcceptsAndFindsWhatTheParserDoes(@ForAll("texts") byte[] text) {
    agrees(text);
  }

  @Property(tries = 3_000)
  void aTextWithAByteChangedIsAcceptedByBothOrNeither(
      @ForAll("objects") String text, @ForAll Random random) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    agrees(bytes);
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    agrees(bytes);
  }

  @Test
  void manyNamesAreToldApartWhereverTheyStand() {
    var text = new StringBuilder("{");
    for (int i = 0; i < 100; i++) {
      text.append("\"n").append(i).append("\":{\"n1\":{},\"n2\":[{\"n1\":1}]},");
    }
    agrees((text + "\"last\":1}").getBytes(StandardCharsets.UTF_8));
    agrees((text + "\"n0\":1}").getBytes(StandardCharsets.UTF_8));
    agrees((text + "\"n99\":1}").getBytes(StandardCharsets.UTF_8));
    assertThat(
            FieldValues.read((text + "\"n50\":1}").getBytes(StandardCharsets.UTF_8), TREE, "data"))
        .isNull();
  }

  @Test
  void depthAndLengthAreBoundedAlike() {
    for (var text :
        List.of(
            "[".repeat(64) + "]".repeat(64),
            "[".repeat(65) + "]".repeat(65),
            "{\"a\":".repeat(64) + "1" + "}".repeat(64),
            "{\"a\":".repeat(65) + "1" + "}".repeat(65),
            "9".repeat(1_000),
            "9".repeat(1_001),
            "1." + "9".repeat(1_001),
            "",
            " ",
            "1 2")) {
      agrees(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void agrees(byte[] text) {
    var read = FieldValues.read(text, TREE, "data");
    switch (JsonValues.parse(text)) {
      case Json.Malformed _ ->
          assertThat(read).as(new String(text, StandardCharsets.UTF_8)).isNull();
      case Json.Parsed(var value) -> {
        var put = FieldValues.none(TREE);
        put.put("data", value);
        assertThat(read).as(new String(text, StandardCharsets.UTF_8)).isNotNull();
        for (int slot = 0; slot < TREE.slots(); slot++) {
          assertThat(read.at(slot)).isEqualTo(put.at(slot));
        }
      }
    }
  }

  @Provide
  Arbitrary<byte[]> texts() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<String> objects() {
    var scalars =
        Arbitraries.of(
            "1", "-0.0", "1e400", "\"\\ud800x\"", "\"üé😀\"", "null", "[1,{}]", "{\"b\":2.5}");
    return scalars
        .list()
        .ofSize(5)
        .map(
            values ->
                "{\"a\":%s,\"a.b\":%s,\"ü\":%s,\"x\":{\"a\":%s,\"b\":[%s]}}"
                    .formatted(values.toArray()));
  }
}
