package dev.sequitur.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sequitur.cli.gateway.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

  private static JsonNode readBack(String yaml) {
    return Bundle.of(List.of(new Bundle.Source("x", yaml))).documents().getFirst().json();
  }

  private static JsonNode object(String key, String value) {
    return JsonNodeFactory.instance.objectNode().put(key, value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "~",
        "null",
        "true",
        "False",
        "yes",
        "on",
        "007",
        "1e3",
        "-0",
        "1_000",
        "0x1F",
        ".5",
        ".inf",
        "2026-01-01",
        "12:30",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "-",
        "? a",
        "*a",
        "&a",
        "!a",
        "{a}",
        "[a]",
        "a, b",
        "${data.id}",
        "\"a\"",
        "'a'",
        "a\nb",
        "a\n",
        "\na",
        " a",
        "a ",
        "a\tb",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "=",
        "<<",
        "---",
        "...",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "a:",
        ":a",
        "über",
        "日本",
        "😀",
        "a\\b",
        "a\r\nb",
        "--- a",
        "data.amount > 100 && data.x == \"y\""
      })
  void textReadsBackAsTheSameText(String text) {
    assertThat(readBack(YamlText.of(object("k", text)))).isEqualTo(object("k", text));
    assertThat(readBack(YamlText.of(object(text, "v")))).isEqualTo(object(text, "v"));
  }

  @Test
  void randomTextsReadBackAsTheSame() {
    var random = new Random(7);
    var alphabet = "ab01 -:#{}[],&*!|>'\"%@`~.\n\t_$()=?<\\é";
    for (var round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (var length = random.nextInt(8); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      var json = object("k", text.toString());
      assertThat(readBack(YamlText.of(json))).as(text.toString()).isEqualTo(json);
    }
  }

  @Test
  void usualManifestHasNoNeedlessQuotes() {
    var json =
        Json.read(
            "{\"on\":[\"com.example.order\"],\"when\":\"data.amount > 100\",\"then\":[{\"id\":\"tell\","
                + "\"with\":{\"url\":\"http://127.0.0.1:9999/orders\",\"n\":1.50}}]}");
    assertThat(YamlText.of(json))
        .isEqualTo(
            """
            on:
              - com.example.order
            when: data.amount > 100
            then:
              - id: tell
                with:
                  url: http://127.0.0.1:9999/orders
                  n: 1.50
            """);
  }
}
