package dev.sequitur.kit.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a manifest is named with its place, and never stored. */
class ManifestReaderTest {

  private static final String GOOD =
      "apiVersion: sequitur.dev/v1\nkind: Thing\nmetadata: {name: one}\nspec: {size: 1}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | :MISSING",
        "[] | :WRONG_TYPE",
        "`\"text\"` | :WRONG_TYPE",
        "7 | :WRONG_TYPE",
        "{} | /apiVersion:MISSING /kind:MISSING /metadata:MISSING /spec:MISSING",
        "{V,K,M} | /spec:MISSING",
        "{V,K,M,\"spec\":[]} | /spec:WRONG_TYPE",
        "{V,K,M,\"spec\":\"text\"} | /spec:WRONG_TYPE",
        "{V,K,\"metadata\":\"one\",S} | /metadata:WRONG_TYPE",
        "{V,K,\"metadata\":{},S} | /metadata/name:MISSING",
        "{V,K,\"metadata\":{\"name\":1},S} | /metadata/name:WRONG_TYPE",
        "{V,K,\"metadata\":{\"name\":\"\"},S} | /metadata/name:INVALID_NAME",
        "{V,K,\"metadata\":{\"name\":\"One\"},S} | /metadata/name:INVALID_NAME",
        "{V,K,\"metadata\":{\"name\":\"-one\"},S} | /metadata/name:INVALID_NAME",
        "{V,K,\"metadata\":{\"name\":\"one-\"},S} | /metadata/name:INVALID_NAME",
        "{V,K,\"metadata\":{\"name\":\"o/ne\"},S} | /metadata/name:INVALID_NAME",
        "{V,K,\"metadata\":{\"name\":\"one\\n\"},S} | /metadata/name:INVALID_NAME",
        "{V,K,\"metadata\":{\"name\":\"one\",\"nme\":1},S} | /metadata/nme:UNKNOWN_FIELD",
        "{V,K,\"metadata\":{\"name\":\"one\",\"workspace\":1},S} | /metadata/workspace:WRONG_TYPE",
        "{V,K,\"metadata\":{\"name\":\"one\",\"labels\":[]},S} | /metadata/labels:WRONG_TYPE",
        "{V,K,\"metadata\":{\"name\":\"one\",\"labels\":{\"a/b\":1}},S} | /metadata/labels/a~1b:WRONG_TYPE",
        "{V,K,\"metadata\":{\"name\":\"one\",\"labels\":{\"a\":\"\\u0000\"}},S} | /metadata/labels/a:INVALID_TEXT",
        "{V,K,\"metadata\":{\"name\":\"one\",\"description\":[]},S} | /metadata/description:WRONG_TYPE",
        "{V,K,\"metadata\":{\"name\":\"one\",\"description\":\"\\u0000\"},S} | /metadata/description:INVALID_TEXT",
        "{V,K,M,S,\"sepc\":1,\"a~b\":2} | /sepc:UNKNOWN_FIELD /a~0b:UNKNOWN_FIELD",
        "{\"apiVersion\":\"v2\",K,M,S} | /apiVersion:UNKNOWN_API_VERSION",
        "{\"apiVersion\":1,K,M,S} | /apiVersion:WRONG_TYPE",
        "{V,\"kind\":null,M,S} | /kind:MISSING",
        "{V,K,M,\"spec\":{\"a\":\"x\\u0000y\"}} | /spec/a:INVALID_TEXT",
        "{V,K,M,\"spec\":{\"a\":[1,{\"b/c\":\"\\u0000\"}]}} | /spec/a/1/b~1c:INVALID_TEXT",
        "{V,K,M,\"spec\":{\"a\":\"\\ud800\"}} | /spec/a:INVALID_TEXT",
        "{V,K,M,\"spec\":{\"a\":1e400}} | /spec/a:INVALID_NUMBER",
      })
  void whatIsWrongIsNamedWithItsPlace(String template, String expected)
      throws JsonProcessingException {
    var json =
        template
            .replaceFirst("\\{V", "{\"apiVersion\":\"sequitur.dev/v1\"")
            .replace(",K", ",\"kind\":\"Thing\"")
            .replace("{V", "{")
            .replace(",M", ",\"metadata\":{\"name\":\"one\"}")
            .replaceAll(",S([,}])", ",\"spec\":{}$1");

    var reading = ManifestReader.read(Wire.json().readValue(json, Object.class));

    assertThat(reading.manifest()).isNull();
    assertThat(reading.errors())
        .extracting(violation -> violation.pointer() + ":" + violation.code())
        .containsExactlyInAnyOrder(expected.split(" "));
  }

  @Test
  void aNameWithNulIsNoName() {
    assertThat(ManifestReader.isName("a\0b")).isFalse();
    assertThat(ManifestReader.isName("a".repeat(63))).isTrue();
    assertThat(ManifestReader.isName("a".repeat(64))).isFalse();
  }

  @Test
  void aKeyWithNulIsRefused() throws JsonProcessingException {
    var reading = ManifestReader.read(json("{\"a\\u0000\":1}"));

    assertThat(reading.errors()).extracting(Violation::code).containsExactly("INVALID_TEXT");
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() throws JsonProcessingException {
    var deep = "[".repeat(StorableValues.MAX_DEPTH) + "]".repeat(StorableValues.MAX_DEPTH);

    var errors = ManifestReader.read(json("{\"a\":" + deep + "}")).errors();

    assertThat(errors).extracting(Violation::code).containsExactly("TOO_DEEP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        "1.50",
        "1e2",
        "1e20",
        "12345678.0",
        "-3e9",
        "1.5e10",
        "9223372036854775808",
        "0.00001",
        "1E-5",
        "true",
        "null",
        "\"1e5\"",
        "[[1.0]]",
        "\"\\ud83d\\ude00\""
      })
  void whatIsReadIsWhatTheDatabaseGivesBack(String value) throws IOException {
    var spec = spec("{\"a\":" + value + "}");

    assertThat(Wire.json().readValue(Wire.write(spec), Map.class)).isEqualTo(spec);
  }

  @Test
  void aNumberThatNoReaderTakesIsRefused() {
    var manifest = Map.of("a", java.math.BigInteger.TEN.pow(100));
    var errors =
        ManifestReader.read(
                Map.of(
                    "apiVersion",
                    Manifest.API_VERSION,
                    "kind",
                    "Thing",
                    "metadata",
                    Map.of("name", "one"),
                    "spec",
                    manifest))
            .errors();

    assertThat(errors).extracting(Violation::pointer).containsExactly("/spec/a");
  }

  @Test
  void yamlAndJsonOfOneManifestAreEqual() throws JsonProcessingException {
    var yaml = Documents.one("application/yaml", GOOD.getBytes(StandardCharsets.UTF_8));

    assertThat(ManifestReader.read(yaml)).isEqualTo(ManifestReader.read(json("{\"size\":1}")));
    assertThat(ManifestReader.read(yaml).manifest()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x 1\nb: *x\n",
        "a: &x {b: 1}\nc: {<<: *x}\n",
        "a: 1\na: 2\n",
        "a: 1\n---\nb: 2\n",
        "a: [1\n",
        "a: b: c\n",
        "\t- a\n",
        "",
      })
  void yamlThatMeansSomethingElseThanItSeemsIsRefused(String yaml) {
    assertThatThrownBy(() -> Documents.one("text/yaml", yaml.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfAny(JsonProcessingException.class, Problem.class);
  }

  @Test
  void yamlOutOfProportionIsRefused() {
    var deep = "[".repeat(100_000);
    var long_ = "a: \"" + "x".repeat(1_100_000) + "\"";

    for (var yaml : new String[] {deep, long_}) {
      assertThatThrownBy(() -> Documents.one("text/yaml", yaml.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOfAny(JsonProcessingException.class, Problem.class);
    }
  }

  private static Object json(String spec) throws JsonProcessingException {
    return Wire.json().readValue(Things.manifest("one", spec), Object.class);
  }

  private static Map<String, ?> spec(String spec) throws JsonProcessingException {
    return Objects.requireNonNull(ManifestReader.read(json(spec)).manifest()).spec();
  }
}
