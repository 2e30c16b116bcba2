package dev.sequitur.trigger.eventtype.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [1, 2]                              | { type: integer }
          [1, 2.5]                            | { type: number }
          ['a', null]                         | { type: [string, 'null'] }
          [true]                              | { type: boolean }
          [1, 'a']                            | { type: [string, integer] }
          ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00+01:00'] | { type: string, format: date-time }
          ['2026-01-01T00:00:00Z', 'soon']    | { type: string }
          ['2026-01-01']                      | { type: string, format: date }
          ['a@example.com', 'b@example.org']  | { type: string, format: email }
          ['https://example.com/a?b=c']       | { type: string, format: uri }
          ['8f1c2d3e-4b5a-8c6d-9e7f-0a1b2c3d4e5f'] | { type: string, format: uuid }
          ['a:b']                             | { type: string }
          [[]]                                | { type: array }
          [[1], [2.5, null]]                  | { type: array, items: { type: [number, 'null'] } }
          [{ a: 1 }, { a: 2, b: x }]          | { type: object, properties: { a: { type: integer }, b: { type: string } }, required: [a] }
          [{ a: { b: 1 } }, { a: {} }]        | { type: object, properties: { a: { type: object, properties: { b: { type: integer } } } }, required: [a] }
          [[{ a: 1 }], [{ b: 1 }, { a: 2 }]]  | { type: array, items: { type: object, properties: { a: { type: integer }, b: { type: integer } } } }
          [{}]                                | { type: object, properties: {} }
          """)
  void samplesSuggestASchema(String samples, String schema) throws IOException {
    assertThat(inferred((List<?>) yaml(samples), false)).isEqualTo(yaml(schema));
  }

  @Test
  void fewValuesThatComeAgainAreAnEnumeration() {
    var samples = IntStream.range(0, 30).mapToObj(i -> i % 3 == 0 ? "open" : "paid").toList();
    assertThat(inferred(samples, false).get("enum")).isEqualTo(List.of("open", "paid"));
    var withNull = new ArrayList<@Nullable Object>(samples);
    withNull.add(null);
    assertThat((List<?>) inferred(withNull, false).get("enum")).hasSize(3).containsNull();
    assertThat(inferred(samples.subList(0, 8), false)).doesNotContainKey("enum");
    var many = IntStream.range(0, 60).mapToObj(i -> "v" + i % 20).toList();
    assertThat(inferred(many, false)).doesNotContainKey("enum");
  }

  @Test
  void namesThatAreKeysAreNotFields() {
    var byId = new LinkedHashMap<String, @Nullable Object>();
    IntStream.range(0, 300).forEach(i -> byId.put("id-" + i, i));
    assertThat(inferred(List.of(byId), true))
        .isEqualTo(Map.of("type", "object", "additionalProperties", Map.of("type", "integer")));
  }

  @Test
  void aClosedSchemaRefusesOtherFields() throws IOException {
    assertThat(inferred((List<?>) yaml("[{ a: { b: 1 } }]"), true))
        .isEqualTo(
            yaml(
                "{ type: object, properties: { a: { type: object, properties: { b: { type: integer"
                    + " } }, required: [b], additionalProperties: false } }, required: [a],"
                    + " additionalProperties: false }"));
  }

  private static Map<String, Object> inferred(List<?> samples, boolean closed) {
    var schema = new LinkedHashMap<>(Inference.schema(samples, closed));
    assertThat(schema.remove("$schema")).isNotNull();
    assertThat(SchemaCheck.errors(schema, "")).isEmpty();
    return schema;
  }

  private static Object yaml(String text) throws IOException {
    return Objects.requireNonNull(Documents.one("yaml", text.getBytes(StandardCharsets.UTF_8)));
  }
}
