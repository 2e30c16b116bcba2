package dev.sequitur.gateway.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.contracts.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManifestTextTest {

  @Test
  void yamlMeansWhatItLooksLike() throws Exception {
    var documents =
        ManifestText.yaml(
            bytes(
                """
                on: [a.b]
                answer: no
                really: true
                nothing: ~
                number: 10
                large: 12345678901234567890
                fraction: 1.50
                padded: 007
                version: "1"
                time: 2026-01-01
                text: |
                  two
                  lines
                """));
    assertThat(documents).hasSize(1);
    assertThat(documents.getFirst())
        .isEqualTo(
            Wire.json()
                .reader()
                .with(
                    com.fasterxml.jackson.databind.DeserializationFeature
                        .USE_BIG_DECIMAL_FOR_FLOATS)
                .with(
                    com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                .readTree(
                    """
                    {"on":["a.b"],"answer":"no","really":true,"nothing":null,"number":10,
                     "large":12345678901234567890,"fraction":1.50,"padded":"007","version":"1",
                     "time":"2026-01-01","text":"two\\nlines\\n"}
                    """));
  }

  @Test
  void severalDocumentsKeepTheirOrderAndEmptyOnesDoNotCount() {
    var documents = ManifestText.yaml(bytes("---\na: 1\n---\n---\nb: 2\n"));
    assertThat(documents).extracting(Object::toString).containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  @Test
  void anAliasIsWhatItStandsFor() {
    var documents = ManifestText.yaml(bytes("a: &x {b: 1}\nc: *x\n"));
    assertThat(documents.getFirst()).hasToString("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
  }

  @Test
  void aBombOfAliasesIsRefused() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (var i = 1; i <= 24; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    refuses(bomb.toString(), "too much");
  }

  @Test
  void whatContainsItselfIsRefused() {
    refuses("a: &a [*a]\n", "");
  }

  @Test
  void tagsMakeNothing() {
    refuses("a: !!javax.script.ScriptEngineManager [x]\n", "");
    refuses("a: !!binary aGVsbG8=\n", "tags are not allowed");
    refuses("a: &a {b: 1}\nc: {<<: *a}\n", "merge keys");
    assertThat(ManifestText.yaml(bytes("a: !!str 5\n")).getFirst()).hasToString("{\"a\":\"5\"}");
    refuses("a: !local x\n", "tags are not allowed");
  }

  @Test
  void unreadableTextIsRefusedWithItsPlace() {
    refuses("a: 1\nb: [1\n", "line 3");
    refuses("a: 1\na: 2\n", "twice");
    refuses("? [a]\n: b\n", "a key must be a text");
    refuses("a: \u0001\n", "");
    refuses("[".repeat(2000), "");
    refuses("---\na: 1\n".repeat(201), "at most 200");
    assertThatThrownBy(() -> ManifestText.yaml(new byte[] {(byte) 0xff, (byte) 0xfe}))
        .isInstanceOf(UnreadableManifestsException.class);
  }

  @Test
  void jsonIsAnArrayOrASingleDocument() {
    assertThat(ManifestText.json(bytes("[{\"a\":1},{\"b\":2}]"))).hasSize(2);
    assertThat(ManifestText.json(bytes("{\"a\":1}"))).hasSize(1);
    assertThatThrownBy(() -> ManifestText.json(bytes("{\"a\":1,\"a\":2}")))
        .isInstanceOf(UnreadableManifestsException.class);
    assertThatThrownBy(() -> ManifestText.json(bytes("[1")))
        .isInstanceOf(UnreadableManifestsException.class)
        .hasMessageContaining("line 1");
  }

  private static void refuses(String yaml, String because) {
    assertThatThrownBy(() -> ManifestText.yaml(bytes(yaml)))
        .as(yaml.substring(0, Math.min(60, yaml.length())))
        .isInstanceOf(UnreadableManifestsException.class)
        .hasMessageContaining(because);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
