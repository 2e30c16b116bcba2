package dev.sequitur.trigger.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.event.EventMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerSpecTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String WEBHOOK = "webhook: { path: a, verify: { none: true } }";
  private static final String EVENT = "event: { type: a.b }";

  @Test
  void smallestSpecTakesTheBodyAsData() {
    var spec = read(WEBHOOK + "\n" + EVENT).spec();
    assertThat(spec).isNotNull();
    assertThat(spec.source()).isEqualTo(new Source.Webhook("a", new Verification.None()));
    assertThat(spec.filter()).isNull();
    assertThat(spec.mapping().data()).isInstanceOf(EventMapping.Data.Whole.class);
  }

  @Test
  void filterMayBeATree() {
    var filter =
        "filter: { all: [{ field: body.amount, op: gt, value: 1 }, { field: query.x, op: exists }] }";
    var spec = read(WEBHOOK + "\n" + filter + "\n" + EVENT).spec();
    assertThat(spec).isNotNull();
    assertThat(spec.filter()).isNotNull();
    assertThat(spec.filter().text()).isEqualTo("body.amount > 1 && has(query.x)");
  }

  @Test
  void fullSpecIsRead() {
    var spec =
        read("""
                webhook:
                  path: shop-1/orders_new/x
                  verify: { hmac: { secret: hook, header: X-Signature, prefix: v0=, encoding: base64 } }
                filter: body.amount > 1 && 'x-kind' in headers
                event:
                  type: "com.example.${body.kind}"
                  id: "${body.id}"
                  key: "${headers['x-key']}"
                  subject: "${query.subject}"
                  time: "${body.at}"
                  source: https://example.com/shop
                  data: { amount: "${body.amount}", tags: ["${body.tag}"] }
                """)
            .spec();
    assertThat(spec).isNotNull();
    assertThat(spec.source())
        .isEqualTo(
            new Source.Webhook(
                "shop-1/orders_new/x",
                new Verification.Signed(
                    new Verification.Hmac("x-signature", "v0=", Verification.Encoding.BASE64),
                    List.of("hook"))));
    assertThat(spec.filter()).isNotNull();
    assertThat(spec.mapping().data()).isInstanceOf(EventMapping.Data.Mapped.class);
  }

  @Test
  void manualTriggerSeesTheBodyAlone() {
    var spec =
        read("manual: {}\nfilter: body.amount > 1\nevent: { type: a, data: '${body}' }").spec();
    assertThat(spec).isNotNull();
    assertThat(spec.source()).isEqualTo(new Source.Manual());
    assertThat(spec.mapping().data()).isInstanceOf(EventMapping.Data.Whole.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "stripe", "slack", "standardWebhooks"})
  void knownSendersNeedTheirSecretAlone(String sender) {
    var one = verification("{ " + sender + ": { secret: new } }");
    var both = verification("{ " + sender + ": { secrets: [new, old] } }");

    assertThat(one.secrets()).containsExactly("new");
    assertThat(both.secrets()).containsExactly("new", "old");
    assertThat(both.scheme()).isEqualTo(one.scheme());
    assertThat(one.scheme().getClass().getSimpleName()).isEqualToIgnoringCase(sender);
  }

  private static Verification.Signed verification(String verify) {
    var spec = read("webhook: { path: a, verify: " + verify + " }\n" + EVENT).spec();
    var source = (Source.Webhook) Objects.requireNonNull(spec).source();
    return (Verification.Signed) source.verification();
  }

  /** One wrong thing a row: the spec, the pointer, the code. */
  @ParameterizedTest(name = "{1} {2}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                                     | /spec                                       | MISSING
          {}                                                                                     | /spec/event                                 | MISSING
          WEBHOOK ; manual: {} ; EVENT                                                           | /spec                                       | AMBIGUOUS
          manual: { by: me } ; EVENT                                                             | /spec/manual/by                             | UNKNOWN_FIELD
          manual: [] ; EVENT                                                                     | /spec/manual                                | WRONG_TYPE
          manual: {} ; EVENT ; filter: "headers.a == '1'"                                        | /spec/filter                                | EXPRESSION_TYPE
          manual: {} ; event: { type: a, key: "${query.a}" }                                     | /spec/event/key                             | EXPRESSION_TYPE
          webhook: 5 ; EVENT                                                                      | /spec/webhook                               | WRONG_TYPE
          WEBHOOK                                                                                | /spec/event                                 | MISSING
          WEBHOOK ; event: []                                                                     | /spec/event                                 | WRONG_TYPE
          WEBHOOK ; EVENT ; filters: "true"                                                        | /spec/filters                               | UNKNOWN_FIELD
          WEBHOOK ; EVENT ; ftp: { cron: x }                                                       | /spec/ftp                                   | UNKNOWN_FIELD
          webhook: { verify: { none: true } } ; EVENT                                             | /spec/webhook/path                          | MISSING
          webhook: { path: 7, verify: { none: true } } ; EVENT                                    | /spec/webhook/path                          | WRONG_TYPE
          webhook: { path: "", verify: { none: true } } ; EVENT                                   | /spec/webhook/path                          | INVALID_PATH
          webhook: { path: /a, verify: { none: true } } ; EVENT                                   | /spec/webhook/path                          | INVALID_PATH
          webhook: { path: a/, verify: { none: true } } ; EVENT                                   | /spec/webhook/path                          | INVALID_PATH
          webhook: { path: a//b, verify: { none: true } } ; EVENT                                 | /spec/webhook/path                          | INVALID_PATH
          webhook: { path: a/../b, verify: { none: true } } ; EVENT                               | /spec/webhook/path                          | INVALID_PATH
          webhook: { path: Orders, verify: { none: true } } ; EVENT                               | /spec/webhook/path                          | INVALID_PATH
          webhook: { path: a%2fb, verify: { none: true } } ; EVENT                                | /spec/webhook/path                          | INVALID_PATH
          webhook: { path: LONG, verify: { none: true } } ; EVENT                                 | /spec/webhook/path                          | TOO_LONG
          webhook: { path: a, paths: b, verify: { none: true } } ; EVENT                          | /spec/webhook/paths                         | UNKNOWN_FIELD
          webhook: { path: a } ; EVENT                                                            | /spec/webhook/verify                        | MISSING
          webhook: { path: a, verify: {} } ; EVENT                                                | /spec/webhook/verify                        | MISSING
          webhook: { path: a, verify: none } ; EVENT                                              | /spec/webhook/verify                        | WRONG_TYPE
          webhook: { path: a, verify: { none: false } } ; EVENT                                   | /spec/webhook/verify/none                   | WRONG_VALUE
          webhook: { path: a, verify: { none: "true" } } ; EVENT                                  | /spec/webhook/verify/none                   | WRONG_VALUE
          webhook: { path: a, verify: { none: true, gitlab: {} } } ; EVENT                        | /spec/webhook/verify/gitlab                 | UNKNOWN_FIELD
          webhook: { path: a, verify: { none: true, standardWebhooks: { secret: s } } } ; EVENT   | /spec/webhook/verify                        | AMBIGUOUS
          webhook: { path: a, verify: { standardWebhooks: {} } } ; EVENT                          | /spec/webhook/verify/standardWebhooks/secret | MISSING
          webhook: { path: a, verify: { standardWebhooks: { secret: "a b" } } } ; EVENT           | /spec/webhook/verify/standardWebhooks/secret | INVALID_NAME
          webhook: { path: a, verify: { standardWebhooks: { secret: s, key: k } } } ; EVENT       | /spec/webhook/verify/standardWebhooks/key   | UNKNOWN_FIELD
          webhook: { path: a, verify: { github: {} } } ; EVENT                                    | /spec/webhook/verify/github/secret          | MISSING
          webhook: { path: a, verify: { stripe: { secret: s, header: X } } } ; EVENT              | /spec/webhook/verify/stripe/header          | UNKNOWN_FIELD
          webhook: { path: a, verify: { slack: s } } ; EVENT                                      | /spec/webhook/verify/slack                  | WRONG_TYPE
          webhook: { path: a, verify: { slack: { secret: s, secrets: [t] } } } ; EVENT            | /spec/webhook/verify/slack/secrets          | AMBIGUOUS
          webhook: { path: a, verify: { slack: { secrets: [] } } } ; EVENT                        | /spec/webhook/verify/slack/secrets          | WRONG_VALUE
          webhook: { path: a, verify: { slack: { secrets: [s, t, u] } } } ; EVENT                 | /spec/webhook/verify/slack/secrets          | WRONG_VALUE
          webhook: { path: a, verify: { slack: { secrets: s } } } ; EVENT                         | /spec/webhook/verify/slack/secrets          | WRONG_VALUE
          webhook: { path: a, verify: { slack: { secrets: [s, "a b"] } } } ; EVENT                | /spec/webhook/verify/slack/secrets          | INVALID_NAME
          webhook: { path: a, verify: { hmac: { header: X } } } ; EVENT                           | /spec/webhook/verify/hmac/secret            | MISSING
          webhook: { path: a, verify: { hmac: { secret: s } } } ; EVENT                           | /spec/webhook/verify/hmac/header            | MISSING
          webhook: { path: a, verify: { hmac: { secret: s, header: "a b" } } } ; EVENT            | /spec/webhook/verify/hmac/header            | INVALID_HEADER
          webhook: { path: a, verify: { hmac: { secret: s, header: X, encoding: base32 } } } ; EVENT | /spec/webhook/verify/hmac/encoding       | WRONG_VALUE
          webhook: { path: a, verify: { hmac: { secret: s, header: X, encoding: 16 } } } ; EVENT  | /spec/webhook/verify/hmac/encoding          | WRONG_TYPE
          webhook: { path: a, verify: { hmac: { secret: s, header: X, prefix: LONG } } } ; EVENT  | /spec/webhook/verify/hmac/prefix            | TOO_LONG
          WEBHOOK ; EVENT ; filter: 5                                                              | /spec/filter                                | WRONG_TYPE
          WEBHOOK ; EVENT ; filter: { field: body.a, op: above, value: 1 }                         | /spec/filter/op                             | CONDITION_OPERATOR_UNKNOWN
          WEBHOOK ; EVENT ; filter: { condition: vip }                                             | /spec/filter                                | EXPRESSION_REFERENCE
          WEBHOOK ; EVENT ; filter: "body.a >"                                                     | /spec/filter                                | EXPRESSION_SYNTAX
          WEBHOOK ; EVENT ; filter: "1 + 1"                                                        | /spec/filter                                | EXPRESSION_NOT_BOOLEAN
          WEBHOOK ; EVENT ; filter: "data.amount > 1"                                              | /spec/filter                                | EXPRESSION_TYPE
          WEBHOOK ; event: {}                                                                     | /spec/event/type                            | MISSING
          WEBHOOK ; event: { type: 5 }                                                            | /spec/event/type                            | WRONG_TYPE
          WEBHOOK ; event: { type: "" }                                                           | /spec/event/type                            | INVALID_TYPE
          WEBHOOK ; event: { type: dev.sequitur.run-ended }                                       | /spec/event/type                            | RESERVED_TYPE
          WEBHOOK ; event: { type: a, kind: b }                                                   | /spec/event/kind                            | UNKNOWN_FIELD
          WEBHOOK ; event: { type: a, id: 5 }                                                     | /spec/event/id                              | WRONG_TYPE
          WEBHOOK ; event: { type: a, id: "${body.id" }                                           | /spec/event/id                              | EXPRESSION_SYNTAX
          WEBHOOK ; event: { type: a, key: "${now}" }                                             | /spec/event/key                             | EXPRESSION_TYPE
          WEBHOOK ; event: { type: a, time: "${headers.at + 1}" }                                 | /spec/event/time                            | EXPRESSION_TYPE
          WEBHOOK ; event: { type: a, subject: HUGE }                                             | /spec/event/subject                         | TOO_LONG
          WEBHOOK ; event: { type: a, data: { x: [1, "${nope}"] } }                               | /spec/event/data/x/1                        | EXPRESSION_TYPE
          WEBHOOK ; event: { type: a, data: [GIANT] }                                             | /spec/event/data                            | TOO_LONG
          """)
  void wrongSpecIsRefusedAtItsPlace(String spec, String pointer, String code) {
    var text =
        spec.replace(" ; ", "\n")
            .replace("WEBHOOK", WEBHOOK)
            .replace("EVENT", EVENT)
            .replace("LONG", "x".repeat(201))
            .replace("HUGE", "x".repeat(4_097))
            .replace("GIANT", "x".repeat(65_537));
    var reading = read(text);
    assertThat(reading.spec()).isNull();
    assertThat(reading.errors())
        .anySatisfy(
            error -> {
              assertThat(error.pointer()).isEqualTo(pointer);
              assertThat(error.code()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WEBHOOK                   | alarms: {}                                     | /spec/alarms/quietFor | MISSING
          WEBHOOK                   | alarms: 1                                      | /spec/alarms          | WRONG_TYPE
          WEBHOOK                   | alarms: { quietFor: PT9S }                     | /spec/alarms/quietFor | OUT_OF_RANGE
          WEBHOOK                   | alarms: { quietFor: P367D }                    | /spec/alarms/quietFor | OUT_OF_RANGE
          WEBHOOK                   | alarms: { quietFor: soon }                     | /spec/alarms/quietFor | INVALID_DURATION
          WEBHOOK                   | alarms: { quietFor: PT1H, lateBy: PT1M }       | /spec/alarms/lateBy   | UNKNOWN_FIELD
          schedule: { every: PT1M } | alarms: { lateBy: P8D }                        | /spec/alarms/lateBy   | OUT_OF_RANGE
          schedule: { every: PT1M } | alarms: { lateBy: 5 }                          | /spec/alarms/lateBy   | WRONG_TYPE
          """)
  void wrongAlarmsAreRefusedAtTheirPlace(
      String source, String alarms, String pointer, String code) {
    var reading = read(source.replace("WEBHOOK", WEBHOOK) + "\n" + EVENT + "\n" + alarms);
    assertThat(reading.spec()).isNull();
    assertThat(reading.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.pointer()).isEqualTo(pointer);
              assertThat(error.code()).isEqualTo(code);
            });
  }

  @Test
  void scheduleThatAsksForAlarmsMayBeFiveMinutesLate() {
    var spec = read("schedule: { every: PT1M }\n" + EVENT + "\nalarms: {}").spec();
    assertThat(spec).isNotNull();
    assertThat(spec.alarms()).isEqualTo(new AlarmSpec(null, Duration.ofMinutes(5)));
    var quiet = read(WEBHOOK + "\n" + EVENT + "\nalarms: { quietFor: PT1H }").spec();
    assertThat(quiet).isNotNull();
    assertThat(quiet.alarms()).isEqualTo(new AlarmSpec(Duration.ofHours(1), null));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    var reading =
        read(
            """
            webhook: { path: A, verify: { hmac: { secret: "!" } } }
            filter: "body."
            event: { id: "${x}", data: "${y}" }
            extra: 1
            """);
    assertThat(reading.errors())
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder(
            "/spec/extra",
            "/spec/webhook/path",
            "/spec/webhook/verify/hmac/secret",
            "/spec/webhook/verify/hmac/header",
            "/spec/filter",
            "/spec/event/type",
            "/spec/event/id",
            "/spec/event/data");
  }

  @Test
  void placeInAnExpressionIsSaid() {
    var errors = read(WEBHOOK + "\nevent: { type: a, id: \"${body.id + nope}\" }").errors();
    assertThat(errors)
        .singleElement()
        .extracting(Violation::detail)
        .asString()
        .contains("line 1, column");
  }

  private static TriggerSpec.Reading read(String yaml) {
    try {
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> spec = YAML.readValue(yaml, Map.class);
      return TriggerSpec.read(Objects.requireNonNull(spec));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
