package dev.sequitur.rule.eventtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Documents;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.GivenBooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedRulesTest {

  private static final String ORDER =
      """
      type: object
      additionalProperties: false
      $defs:
        address:
          type: object
          additionalProperties: false
          properties: { city: { type: string }, zip: { type: [string, 'null'] } }
      properties:
        id: { type: string }
        amount: { type: number }
        count: { type: integer }
        paid: { type: boolean }
        status: { enum: [open, shipped, null] }
        customer:
          type: object
          properties: { email: { type: string }, address: { $ref: '#/$defs/address' } }
        items:
          type: array
          items:
            type: object
            additionalProperties: false
            properties: { sku: { type: string }, price: { type: number } }
        tags: { type: array, items: { type: string } }
        contact: { anyOf: [{ type: string }, { type: integer }] }
        extra: {}
      """;

  private static final String PARCEL =
      """
      type: object
      additionalProperties: false
      properties: { id: { type: integer }, weight: { type: number } }
      """;

  private final EventTypes types = new EventTypes();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.amount > 100 && data.count == 2.0",
        "data.id.startsWith('o-') && data['id'] != ''",
        "data.status == 'open' || data.status == null",
        "data.customer.email.endsWith('.com') && data.customer.anything == 5",
        "data.customer.address.zip == '1' && size(data.customer.address.zip) == 5",
        "has(data.items) && data.items.exists(i, i.price > 5 && i.sku.matches('a'))",
        "data.items.filter(i, i.price > 5).map(i, i.sku).join(',') == 'a'",
        "data.items.map(i, i.price).sum() > 10 && data.items.first().sku == 'a'",
        "data.items[0].price >= 1.5 && size(data.items) > 0",
        "'vip' in data.tags && data.tags.contains('vip') && data.tags[0].upper() == 'A'",
        "data.contact == 5 || data.contact == 'five'",
        "data.extra.anything.at.all > 5 && data.extra.startsWith('a')",
        "'id' in data && data.get('id', '') == 'x' && data.keys().size() > 1",
        "[data].exists(d, d.amount == 1) && data.items.map(id, id.price)[0] > 1",
        "now > timestamp(data.id) && string(data.amount) == '5'",
        "(data.paid ? data.amount : data.count) > 5",
        "event.anything == 5 && event.subject.startsWith('a')",
        "data.amount + data.count * 2 > 5 && -data.amount < 0 && data.count % 2 == 0",
        "type(data.id) == string && dyn(data.id) > 5",
        "data.items == [] || data.customer == {'email': 'a'} || data.tags + ['a'] == []",
        "data.items.all(data, data.price > 1)"
      })
  void whatFitsIsAccepted(String when) throws IOException {
    assertThat(errors("com.example.order", when)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '"',
      textBlock =
          """
          data.amuont > 5                                § EVENT_FIELD_UNKNOWN § 5  § there is no field amuont; did you mean amount?
          data['amuont'] > 5                             § EVENT_FIELD_UNKNOWN § 5  § did you mean amount?
          has(data.custmer)                              § EVENT_FIELD_UNKNOWN § 9  § did you mean customer?
          data.zzzzzzzz == 1                             § EVENT_FIELD_UNKNOWN § 5  § there is no field zzzzzzzz
          data.customer.address.street == 'a'            § EVENT_FIELD_UNKNOWN § 22 § there is no field street
          data.items.exists(i, i.prize > 5)              § EVENT_FIELD_UNKNOWN § 23 § did you mean price?
          data.items[0].prize > 5                        § EVENT_FIELD_UNKNOWN § 14 § did you mean price?
          data.items.filter(i, true).map(i, i.s)         § EVENT_FIELD_UNKNOWN § 36 § there is no field s
          data.id > 5                                    § EVENT_TYPE_MISMATCH § 9  § > is not defined for a text and a whole number; write
          data.id == 5                                   § EVENT_TYPE_MISMATCH § 9  § a text and a whole number are never equal
          data.amount == '5'                             § EVENT_TYPE_MISMATCH § 13 § a number and a text are never equal
          data.amount.startsWith('5')                    § EVENT_TYPE_MISMATCH § 23 § startsWith is not defined for a number and a text
          data.paid > true && data.count.lower() == ''   § EVENT_TYPE_MISMATCH § 37 § lower is not defined for a number
          !data.amount                                   § EVENT_TYPE_MISMATCH § 1  § ! is not defined for a number
          data.amount && true                            § EVENT_TYPE_MISMATCH § 13 § && is not defined for a number
          data.id.sku == 'a'                             § EVENT_TYPE_MISMATCH § 8  § there is no field in a text
          data.items.price > 5                           § EVENT_TYPE_MISMATCH § 11 § there is no field in a list
          data.id.exists(c, c == 'a')                    § EVENT_TYPE_MISMATCH § 15 § a text has no elements
          5 in data.tags                                 § EVENT_TYPE_MISMATCH § 3  § is never in a list
          data.count in ['a', 'b']                       § EVENT_TYPE_MISMATCH § 12 § is never in a list
          data.items.map(i, i.price + 'x') == []         § EVENT_TYPE_MISMATCH § 27 § + is not defined for a number and a text
          data.contact == true                           § EVENT_TYPE_MISMATCH § 14 § are never equal
          data.tags.sum() + data.id.inCidr(5) == 1       § EVENT_TYPE_MISMATCH § 33 § inCidr is not defined for
          addBusinessDays(data.id, 1, 'DE') > now        § EVENT_TYPE_MISMATCH § 16 § addBusinessDays is not defined for a text
          data.status == 'shiped'                        § EVENT_VALUE_UNKNOWN § 16 § it is never shiped; did you mean shipped?
          'done' != data.status                          § EVENT_VALUE_UNKNOWN § 1  § it is never done
          """)
  void whatDoesNotFitIsToldWithItsPlaceAndASuggestion(
      String when, String code, int column, String detail) throws IOException {
    assertThat(errors("com.example.order", when))
        .hasSize(1)
        .first()
        .satisfies(
            error -> {
              assertThat(error.pointer()).isEqualTo("/spec/when");
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.detail()).contains(detail);
              assertThat(error.line()).isEqualTo(1);
              assertThat(error.column()).isEqualTo(column);
            });
  }

  @Test
  void partsOfATreeAndTemplatesHavePlacesOfTheirOwn() throws IOException {
    var errors =
        check(
            """
            on: [com.example.order]
            when:
              any:
                - { field: data.amuont, op: gt, value: 5 }
                - { field: data.id, op: gt, value: 5 }
                - not: { cel: "data.x == 1" }
                - { field: data.paid, op: exists }
            then:
              - id: a
                uses: log.write@1
                with: { message: "${data.id} and ${data.idd}", more: [{ x: "${data.amount.lower()}" }] }
            """);
    assertThat(errors)
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(
            tuple("/spec/when/any/0/field", "EVENT_FIELD_UNKNOWN"),
            tuple("/spec/when/any/1", "EVENT_TYPE_MISMATCH"),
            tuple("/spec/when/any/2/not/cel", "EVENT_FIELD_UNKNOWN"),
            tuple("/spec/then/0/with/message", "EVENT_FIELD_UNKNOWN"),
            tuple("/spec/then/0/with/more/0/x", "EVENT_TYPE_MISMATCH"));
  }

  @Test
  void aNamedConditionIsCheckedWhereItIsNamed() throws IOException {
    assertThat(errors("com.example.order", "condition('heavy')"))
        .hasSize(1)
        .first()
        .satisfies(
            error -> {
              assertThat(error.detail())
                  .isEqualTo("in the condition heavy: there is no field weight");
              assertThat(error.column()).isEqualTo(11);
            });
    assertThat(errors("com.example.parcel", "condition('heavy')")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          com.example.order, com.example.parcel | data.weight > 5        | 0
          com.example.order, com.example.parcel | data.nothing > 5       | 1
          com.example.order, com.example.parcel | data.id.lower() == 'a' | 0
          com.example.order, com.example.parcel | data.id == true        | 1
          com.example.*                         | data.weight > 5        | 0
          com.example.*                         | data.nothing > 5       | 1
          com.example.order, com.example.other  | data.nothing > 5       | 0
          com.other.*                           | data.nothing > 5       | 0
          '*'                                   | data.nothing > 5       | 0
          """)
  void aRuleForSeveralTypesIsWrongOnlyIfItIsForAll(String on, String when, int count)
      throws IOException {
    assertThat(errors(on, when)).hasSize(count);
  }

  @Test
  void anEventTypeOfTheSameBundleTakesThePlaceOfThePublishedOne() throws IOException {
    publish("order", "com.example.order", ORDER, State.ACTIVE);
    var rule = manifest("Rule", "r", rule("com.example.order", "data.weight > 5"));
    var type =
        manifest("EventType", "order", Map.of("type", "com.example.order", "schema", map(PARCEL)));
    var check = new TypedRules(types, new GivenBooks(Map.of()));
    assertThat(check.check(rule, new Bundle("default", List.of(rule)))).hasSize(1);
    assertThat(check.check(rule, new Bundle("default", List.of(rule, type)))).isEmpty();
    assertThat(check.check(rule, new Bundle("other", List.of(rule)))).isEmpty();
  }

  @Test
  void anEventTypeThatIsArchivedIsForgotten() throws IOException {
    publish("order", "com.example.order", ORDER, State.ACTIVE);
    publish("order", "com.example.order", ORDER, State.ARCHIVED);
    var rule = manifest("Rule", "r", rule("com.example.order", "data.weight > 5"));
    assertThat(
            new TypedRules(types, new GivenBooks(Map.of()))
                .check(rule, new Bundle("default", List.of(rule))))
        .isEmpty();
  }

  /** With the schema of the example above it. */
  @Test
  @SuppressWarnings("unchecked")
  void theDocumentsTableIsTrue() throws IOException {
    var document = Files.readString(Path.of("../docs/event-types.md"));
    var manifest = document.substring(document.indexOf("```yaml") + 8);
    var spec = (Map<?, ?>) map(manifest.substring(0, manifest.indexOf("```"))).get("spec");
    types.heard(
        published(
            "order",
            Objects.requireNonNull(Wire.json().convertValue(spec, Map.class)),
            State.ACTIVE));
    var rows =
        Pattern.compile("(?m)^\\| `(data.+)` \\| `([A-Z_]+)`: (.+) \\|$")
            .matcher(document)
            .results()
            .toList();
    for (var row : rows) {
      var rule = manifest("Rule", "r", rule("com.example.order", row.group(1)));
      var check = new TypedRules(types, new GivenBooks(Map.of()));
      assertThat(check.check(rule, new Bundle("default", List.of(rule))))
          .hasSize(1)
          .allSatisfy(error -> assertThat(error.code()).isEqualTo(row.group(2)))
          .allSatisfy(error -> assertThat(error.detail()).startsWith(row.group(3)));
    }
    assertThat(rows).hasSize(5);
  }

  private List<Violation> errors(String on, String when) throws IOException {
    return check(rule(on, when));
  }

  private List<Violation> check(String spec) throws IOException {
    return check(map(spec));
  }

  private List<Violation> check(Map<String, @Nullable Object> spec) throws IOException {
    publish("order", "com.example.order", ORDER, State.ACTIVE);
    publish("parcel", "com.example.parcel", PARCEL, State.ACTIVE);
    var rule = manifest("Rule", "r", spec);
    var books = new GivenBooks(Map.of("heavy", "data.weight > 5"));
    return new TypedRules(types, books).check(rule, new Bundle("default", List.of(rule)));
  }

  private void publish(String name, String type, String schema, State state) throws IOException {
    types.heard(published(name, Map.of("type", type, "schema", map(schema)), state));
  }

  private static DefinitionPublished published(
      String name, Map<String, @Nullable Object> spec, State state) {
    return new DefinitionPublished(
        "default",
        EventTypes.KIND,
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        name,
        1,
        1,
        state,
        Instant.EPOCH,
        Map.of(),
        spec);
  }

  private static Map<String, @Nullable Object> rule(String on, String when) {
    return Map.of("on", List.of(on.replace("'", "").split(", ")), "when", when);
  }

  private static Manifest manifest(String kind, String name, Map<String, @Nullable Object> spec) {
    return new Manifest(
        Manifest.API_VERSION, kind, new Manifest.Metadata(name, null, Map.of(), null), spec);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(String yaml) throws IOException {
    return (Map<String, @Nullable Object>)
        Objects.requireNonNull(Documents.one("yaml", yaml.getBytes(StandardCharsets.UTF_8)));
  }
}
