package dev.sequitur.trigger.eventtype;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.problem.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypeReaderTest {

  private static final String GOOD =
      """
      type: com.example.order
      description: An order was placed
      schema:
        $schema: https://json-schema.org/draft/2020-12/schema
        type: object
        required: [id]
        additionalProperties: false
        $defs: { address: { type: object, properties: { city: { type: string } } } }
        properties:
          id: { type: string, pattern: '^o-[0-9]+$' }
          amount: { type: number, minimum: 0 }
          at: { type: string, format: date-time }
          customer: { type: object, properties: { email: { type: string, format: email } } }
          items: { type: array, items: { $ref: '#/$defs/address' } }
      samples:
        - { id: o-1, amount: 2.5, at: '2026-01-01T00:00:00Z', items: [{ city: Ulm }] }
      personal: [/customer/email, /items/*/city, /customer/address/street]
      """;

  @Test
  void whatIsRightHasNoErrors() throws IOException {
    assertThat(errors(GOOD)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                                    | /spec/type          | MISSING
          { type: a }                                                           | /spec/schema        | MISSING
          { type: 5, schema: {} }                                               | /spec/type          | WRONG_TYPE
          { type: 'a.*', schema: {} }                                           | /spec/type          | WRONG_VALUE
          { type: 'a b', schema: {} }                                           | /spec/type          | WRONG_VALUE
          { type: a, schema: [] }                                               | /spec/schema        | WRONG_TYPE
          { type: a, schema: {}, more: 1 }                                      | /spec/more          | UNKNOWN_FIELD
          { type: a, schema: {}, description: 5 }                               | /spec/description   | WRONG_TYPE
          { type: a, schema: {}, samples: {} }                                  | /spec/samples       | WRONG_TYPE
          { type: a, schema: { type: strnig } }                                 | /spec/schema/type   | SCHEMA_INVALID
          { type: a, schema: { required: id } }                                 | /spec/schema/required | SCHEMA_INVALID
          { type: a, schema: { properties: { a: { minLength: -1 } } } }         | /spec/schema/properties/a/minLength | SCHEMA_INVALID
          { type: a, schema: { propertees: {} } }                               | /spec/schema/propertees | SCHEMA_KEYWORD_UNKNOWN
          { type: a, schema: { $dynamicRef: '#a' } }                            | /spec/schema/$dynamicRef | SCHEMA_KEYWORD_UNKNOWN
          { type: a, schema: { $id: 'http://127.0.0.1:1/x' } }                  | /spec/schema/$id    | SCHEMA_KEYWORD_UNKNOWN
          { type: a, schema: { $schema: 'http://json-schema.org/draft-07/schema#' } } | /spec/schema/$schema | SCHEMA_INVALID
          { type: a, schema: { $ref: 'http://127.0.0.1:1/x' } }                 | /spec/schema/$ref   | SCHEMA_REFERENCE
          { type: a, schema: { $ref: 'file:///etc/passwd' } }                   | /spec/schema/$ref   | SCHEMA_REFERENCE
          { type: a, schema: { items: { $ref: '#/$defs/gone' } } }              | /spec/schema/items/$ref | SCHEMA_REFERENCE
          { type: a, schema: { $defs: { a: { items: { $ref: '#/$defs/a' } } }, $ref: '#/$defs/a' } } | /spec/schema | SCHEMA_TOO_LARGE
          { type: a, schema: { pattern: '(?=a)' } }                             | /spec/schema/pattern | SCHEMA_INVALID
          { type: a, schema: { pattern: '((a{100}){100}){100}' } }              | /spec/schema/pattern | SCHEMA_TOO_LARGE
          { type: a, schema: { type: object }, samples: [5] }                   | /spec/samples/0     | SAMPLE_MISMATCH
          { type: a, schema: { items: { type: integer } }, samples: [[1], [1, 2.5]] } | /spec/samples/1/1 | SAMPLE_MISMATCH
          { type: a, schema: { properties: { a/b: { format: date-time } } }, samples: [{ a/b: soon }] } | /spec/samples/0/a~1b | SAMPLE_MISMATCH
          { type: a, schema: {}, personal: [email] }                            | /spec/personal/0    | WRONG_VALUE
          { type: a, schema: {}, personal: [5] }                                | /spec/personal/0    | WRONG_VALUE
          { type: a, schema: { additionalProperties: false, properties: { a: {} } }, personal: [/a, /b] } | /spec/personal/1 | PERSONAL_UNKNOWN
          """)
  void whatIsWrongIsToldWithItsPlace(String spec, String pointer, String code) throws IOException {
    assertThat(errors(spec))
        .anySatisfy(
            error -> {
              assertThat(error.pointer()).isEqualTo(pointer);
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.detail()).isNotBlank();
            });
  }

  @Test
  void allErrorsAreToldAtOnce() throws IOException {
    assertThat(
            errors(
                "{ type: '*', schema: { a: 1, properties: { x: { b: 1 } } }, personal: 5, c: 1 }"))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder(
            "/spec/type",
            "/spec/schema/a",
            "/spec/schema/properties/x/b",
            "/spec/personal",
            "/spec/c");
  }

  /** Ten levels that each stand twice would be looked at a thousand times. */
  @Test
  void aSchemaThatGrowsWithEveryReferenceIsRefused() throws IOException {
    var schema = new StringBuilder("{ type: a, schema: { $ref: '#/$defs/d0', $defs: {");
    for (int i = 0; i < 14; i++) {
      schema.append(
          "d%d: { allOf: [{ $ref: '#/$defs/d%d' }, { $ref: '#/$defs/d%d' }] },"
              .formatted(i, i + 1, i + 1));
    }
    assertThat(errors(schema + "d14: {} } } }"))
        .extracting(Violation::code)
        .containsExactly("SCHEMA_TOO_LARGE");
  }

  @Test
  void aPatternTakesLinearTime() throws IOException {
    var sample = "a".repeat(5_000) + "!";
    assertThat(
            errors(
                "{ type: a, schema: { pattern: '^(a+)+$' }, samples: ['%s'] }".formatted(sample)))
        .extracting(Violation::code)
        .containsExactly("SAMPLE_MISMATCH");
  }

  @SuppressWarnings("unchecked")
  private static List<Violation> errors(String spec) throws IOException {
    var parsed =
        Objects.requireNonNull(Documents.one("yaml", spec.getBytes(StandardCharsets.UTF_8)));
    return EventTypeReader.errors((Map<String, @Nullable Object>) parsed, "/spec");
  }
}
