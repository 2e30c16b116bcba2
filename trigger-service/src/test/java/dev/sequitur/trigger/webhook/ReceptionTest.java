package dev.sequitur.trigger.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.definition.TriggerSpec;
import dev.sequitur.trigger.event.IncomingRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptionTest {

  private static final UUID TRIGGER = UUID.fromString("5d3b0f5e-9c66-4a0e-8d6b-3a1f0e1c2b3a");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  // Ids

  /** The way that comes first wins, whatever else is there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":"A-1"} | source s, ce-id c, ce-source s, webhook-id w, idempotency-key i | id:A-1
          {"id":17}    | webhook-id w                                                    | id:17
          {}           | ce-id c, ce-source s, webhook-id w, idempotency-key i           | cloudevent:1:sc
          {}           | ce-id c, webhook-id w, idempotency-key i                        | webhook-id:w
          {"id":null}  | webhook-id w, idempotency-key i                                 | webhook-id:w
          {"id":""}    | idempotency-key i                                               | idempotency-key:i
          {}           | idempotency-key i                                               | idempotency-key:i
          {}           | x-other o                                                       | drawn
          """)
  void idComesFromTheFirstNameThatIsThere(String body, String headers, String sourceKey) {
    var event = accepted("event: { type: a, id: '${body.id}' }", body, headers(headers));
    assertThat(event.id()).isEqualTo(Ids.event("shop", TRIGGER, sourceKey));
  }

  @Test
  void idOfAStructuredCloudEventIsItsSourceAndId() {
    var event =
        accepted(
            "event: { type: a }",
            "{\"id\":\"c\",\"source\":\"s\"}",
            Map.of("content-type", "application/cloudevents+json", "webhook-id", "w"));
    assertThat(event.id()).isEqualTo(Ids.event("shop", TRIGGER, "cloudevent:1:sc"));
  }

  /** A known sender's own name for a delivery comes before what anybody may send as a header. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          github           | {"id":"e"}       | x-github-delivery d, webhook-id w | github:d
          github           | {"id":"e"}       | webhook-id w                      | webhook-id:w
          stripe           | {"id":"evt_1"}   | x-github-delivery d, webhook-id w | stripe:evt_1
          stripe           | {"id":7}         | webhook-id w                      | webhook-id:w
          slack            | {"event_id":"E"} | x-github-delivery d, webhook-id w | slack:E
          slack            | {}               | x-other o                         | drawn
          standardWebhooks | {"id":"e"}       | x-github-delivery d, webhook-id w | webhook-id:w
          """)
  void repeatedDeliveryOfAKnownSenderIsTheSameEvent(
      String sender, String body, String headers, String sourceKey) {
    var webhook = webhook("{ " + sender + ": { secret: s } }", "event: { type: a }");
    var request = new IncomingRequest(headers(headers), Map.of(), body.getBytes(UTF_8));
    var decision = Reception.decide(webhook, request, TRACE, () -> "drawn");
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            accepted ->
                assertThat(accepted.event().id()).isEqualTo(Ids.event("shop", TRIGGER, sourceKey)));
  }

  @Test
  void slacksQuestionIsAnsweredAndNobodyElses() {
    var question = request("{\"type\":\"url_verification\",\"challenge\":\"c\\n1\"}");
    var spec = "event: { type: a }\nfilter: 'false'";
    var slack = webhook("{ slack: { secret: s } }", spec);
    assertThat(Reception.decide(slack, question, TRACE, () -> "drawn"))
        .isEqualTo(new Decision.Challenged("c\n1"));
    var github = webhook("{ github: { secret: s } }", spec);
    assertThat(Reception.decide(github, question, TRACE, () -> "drawn"))
        .isInstanceOf(Decision.Filtered.class);
    var tooLong = "{\"type\":\"url_verification\",\"challenge\":\"" + "c".repeat(1_001) + "\"}";
    for (var body : new String[] {"{\"type\":\"url_verification\"}", tooLong, "{}", "7"}) {
      assertThat(Reception.decide(slack, request(body), TRACE, () -> "drawn"))
          .isInstanceOf(Decision.Filtered.class);
    }
  }

  @Test
  void sourceAndIdOfACloudEventAreNotRunTogether() {
    var one = accepted("event: { type: a }", "{}", Map.of("ce-source", "a", "ce-id", "bc"));
    var other = accepted("event: { type: a }", "{}", Map.of("ce-source", "ab", "ce-id", "c"));
    assertThat(one.id()).isNotEqualTo(other.id());
  }

  @Test
  void equalNamesOfDifferentKindsAreDifferentEvents() {
    var spec = "event: { type: a, id: '${body.id}' }";
    var mapped = accepted(spec, "{\"id\":\"5\"}", Map.of());
    var header = accepted(spec, "{}", Map.of("webhook-id", "5"));
    var key = accepted(spec, "{}", Map.of("idempotency-key", "5"));
    assertThat(mapped.id()).isNotEqualTo(header.id());
    assertThat(header.id()).isNotEqualTo(key.id());
  }

  // Attributes

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"k":"a"}                 | a
          {"k":42}                  | 42
          {"k":-9007199254740993}   | -9007199254740993
          {"k":1.50}                | 1.5
          {"k":1e21}                | 1000000000000000000000
          {"k":1e-7}                | 0.0000001
          {"k":0.0}                 | 0
          {"k":true}                | true
          {"k":""}                  |
          {"k":null}                |
          {}                        |
          """)
  void keyBecomesTextOrStaysUnset(String body, @Nullable String key) {
    assertThat(accepted("event: { type: a, key: '${body.k}' }", body, Map.of()).key())
        .isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"k":{}}                   | WRONG_TYPE
          {"k":[1]}                  | WRONG_TYPE
          {"k":"a\\u0000b"}          | INVALID_TEXT
          {"k":"a\\nb"}              | INVALID_TEXT
          {"k":"\\ud800"}            | INVALID_TEXT
          {"k":12345678901234567890} | EXPRESSION_NUMBER
          {"k":1e400}                | EXPRESSION_NUMBER
          """)
  void valueThatIsNoTextIsRefused(String body, String code) {
    for (var attribute : new String[] {"id", "key", "subject"}) {
      var spec = "event: { type: a, " + attribute + ": '${body.k}' }";
      assertThat(refused(spec, body, Map.of()).errors())
          .containsExactly(new Violation("/spec/event/" + attribute, code, detail(spec, body)));
    }
  }

  @Test
  void tooLongTextIsRefused() {
    var body = "{\"k\":\"" + "x".repeat(1_025) + "\"}";
    assertThat(refused("event: { type: a, key: '${body.k}' }", body, Map.of()).errors())
        .extracting(Violation::code)
        .containsExactly("INVALID_TEXT");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-03T04:05:06Z, 2026-02-03T04:05:06Z",
    "2026-02-03T04:05:06.789+02:00, 2026-02-03T02:05:06.789Z"
  })
  void timeIsAnInstant(String text, Instant instant) {
    var spec = "event: { type: a, time: '${body.at}' }";
    assertThat(accepted(spec, "{\"at\":\"" + text + "\"}", Map.of()).time()).isEqualTo(instant);
    assertThat(accepted(spec, "{}", Map.of()).time()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"yesterday\"", "1738555506", "\"2026-02-30T00:00:00Z\"", "true"})
  void timeThatIsNoneIsRefused(String value) {
    assertThat(
            refused("event: { type: a, time: '${body.at}' }", "{\"at\":" + value + "}", Map.of())
                .errors())
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(tuple("/spec/event/time", "INVALID_TIME"));
  }

  @Test
  void typeMayComeFromTheRequestButMustCome() {
    var spec = "event: { type: 'com.example.${body.kind}' }";
    assertThat(accepted(spec, "{\"kind\":\"order\"}", Map.of()).type())
        .isEqualTo("com.example.order");
    assertThat(refused(spec, "{}", Map.of()).errors())
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(tuple("/spec/event/type", "MISSING"));
  }

  @Test
  void requestCannotSayATypeOfTheProduct() {
    assertThat(
            refused(
                    "event: { type: '${body.type}' }",
                    "{\"type\":\"dev.sequitur.run-ended\"}",
                    Map.of())
                .errors())
        .extracting(Violation::code)
        .containsExactly("RESERVED_TYPE");
  }

  @Test
  void headersAndQueryCanBeMapped() {
    var request =
        new IncomingRequest(Map.of("x-customer", "c1"), Map.of("shop", "s1"), "{}".getBytes(UTF_8));
    var event =
        accepted(
            "event: { type: a, key: \"${headers['x-customer']}\", subject: '${query.shop}' }",
            request);
    assertThat(event.key()).isEqualTo("c1");
    assertThat(event.subject()).isEqualTo("s1");
  }

  @Test
  void sourceIsTheTriggerUnlessItSaysOtherwise() {
    assertThat(accepted("event: { type: a }", "{}", Map.of()).source()).isEqualTo("/triggers/in");
    assertThat(
            accepted("event: { type: a, source: '/shops/${body.s}' }", "{\"s\":3}", Map.of())
                .source())
        .isEqualTo("/shops/3");
  }

  @Test
  void eventSaysWhichVersionOfWhichTriggerMadeIt() {
    var event = accepted("event: { type: a }", "{}", Map.of());
    assertThat(event.trigger()).isEqualTo(TRIGGER);
    assertThat(event.triggerVersion()).isEqualTo(3);
    assertThat(event.hops()).isZero();
    assertThat(event.traceParent()).isEqualTo(TRACE);
  }

  // Data

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"b\" : 1.0, \"a\":12345678901234567890, \"c\":\"\\u00e4ä\" }",
        "[1e400]",
        "\"text\"",
        "null",
        " 7 "
      })
  void bodyIsHandedOnByteForByte(String body) {
    assertThat(data("event: { type: a }", body)).isEqualTo(body);
    assertThat(data("event: { type: a, data: '${ body }' }", body)).isEqualTo(body);
  }

  @Test
  void largestBodyIsHandedOnAsItIs() {
    var body = "\"" + "x".repeat(262_142) + "\"";
    assertThat(data("event: { type: a }", body)).isEqualTo(body);
  }

  @Test
  void mappedDataKeepsTypes() {
    assertThat(
            data(
                "event: { type: a, data: { n: '${body.n}', t: 'no. ${body.n}', l: ['${body.o}'] } }",
                "{\"n\":2.50,\"o\":{\"x\":null}}"))
        .isEqualTo("{\"n\":2.5,\"t\":\"no. 2.5\",\"l\":[{\"x\":null}]}");
  }

  @Test
  void missingFieldInDataIsRefusedAtItsPlace() {
    var refused = refused("event: { type: a, data: { x: ['${body.nope}'] } }", "{}", Map.of());
    assertThat(refused.code()).isEqualTo(TriggerProblem.MAPPING_FAILED);
    assertThat(refused.errors())
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(tuple("/spec/event/data/x/0", "EXPRESSION_FIELD_MISSING"));
  }

  @Test
  void mappedDataIsNotNestedDeeperThanReadersTake() {
    var deep = "[".repeat(64) + "]".repeat(64);
    assertThat(data("event: { type: a }", deep)).isEqualTo(deep);
    assertThat(refused("event: { type: a, data: { x: '${body}' } }", deep, Map.of()).errors())
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(tuple("/spec/event/data", "TOO_DEEP"));
  }

  @Test
  void mappedDataBeyondTheLimitOfExpressionsIsRefused() {
    var body = "{\"x\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(refused("event: { type: a, data: '${body.x}' }", body, Map.of()).errors())
        .extracting(Violation::code)
        .containsExactly("EXPRESSION_LIMIT");
  }

  // Bodies

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"a\":1,\"a\":2}", "{} {}", "nope", "{\"a\":NaN}", "\u0000\u00001"})
  void whatIsNoJsonIsRefused(String body) {
    assertThat(refused("event: { type: a }", body, Map.of()).code())
        .isEqualTo(TriggerProblem.BODY_NOT_JSON);
  }

  @Test
  void nestingBeyondTheLimitIsRefused() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(refused("event: { type: a }", deep, Map.of()).code())
        .isEqualTo(TriggerProblem.BODY_NOT_JSON);
  }

  @Test
  void otherEncodingsAreRefused() {
    for (var bytes :
        new byte[][] {
          {'"', (byte) 0xE4, '"'},
          "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16BE),
          "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE),
          "{}".getBytes(java.nio.charset.Charset.forName("UTF-32BE")),
          {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}
        }) {
      var request = new IncomingRequest(Map.of(), Map.of(), bytes);
      assertThat(decide("event: { type: a }", request))
          .isInstanceOfSatisfying(
              Decision.Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(TriggerProblem.BODY_NOT_JSON));
    }
  }

  @Test
  void byteOrderMarkIsTakenOff() {
    assertThat(data("event: { type: a }", "\uFEFF{}")).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          content-type application/json                             | true
          content-type Application/JSON;charset=UTF-8               | true
          content-type application/vnd.github+json                  | true
          content-type application/cloudevents+json                 | true
          content-encoding identity                                 | true
          x-other o                                                 | true
          content-type application/x-www-form-urlencoded            | false
          content-type text/plain                                   | false
          content-type application/json;charset=latin1              | false
          content-type application/cloudevents-batch+json           | false
          content-type application/cloudevents+avro                 | false
          content-type ;                                            | false
          content-encoding gzip                                     | false
          """)
  void onlyJsonIsTaken(String headers, boolean taken) {
    var request = new IncomingRequest(headers(headers), Map.of(), "{}".getBytes(UTF_8));
    var decision = decide("event: { type: a }", request);
    if (taken) {
      assertThat(decision).isInstanceOf(Decision.Accepted.class);
    } else {
      assertThat(((Decision.Refused) decision).code()).isEqualTo(TriggerProblem.CONTENT_NOT_JSON);
    }
  }

  // Filter

  @Test
  void filterDecidesWhetherThereIsAnEvent() {
    var spec = "event: { type: a }\nfilter: body.amount > 100";
    assertThat(decide(spec, request("{\"amount\":101}"))).isInstanceOf(Decision.Accepted.class);
    assertThat(decide(spec, request("{\"amount\":100}"))).isEqualTo(new Decision.Filtered(null));
    assertThat(decide(spec, request("{}")))
        .isEqualTo(new Decision.Filtered("EXPRESSION_FIELD_MISSING"));
    assertThat(decide(spec, request("{\"amount\":\"x\"}")))
        .isEqualTo(new Decision.Filtered("EXPRESSION_TYPE"));
  }

  // Setting the scene

  private static Map<String, String> headers(String text) {
    var headers = new java.util.HashMap<String, String>();
    for (var header : text.split(", ")) {
      var name = header.substring(0, header.indexOf(' '));
      headers.put(name, header.substring(name.length() + 1));
    }
    return headers;
  }

  private static IncomingRequest request(String body) {
    return new IncomingRequest(Map.of(), Map.of(), body.getBytes(UTF_8));
  }

  private static String data(String spec, String body) {
    return new String(accepted(spec, body, Map.of()).data(), UTF_8);
  }

  private static String detail(String spec, String body) {
    return refused(spec, body, Map.of()).errors().getFirst().detail();
  }

  private static AcceptedEvent accepted(String spec, String body, Map<String, String> headers) {
    return accepted(spec, new IncomingRequest(headers, Map.of(), body.getBytes(UTF_8)));
  }

  private static AcceptedEvent accepted(String spec, IncomingRequest request) {
    var decision = decide(spec, request);
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    return ((Decision.Accepted) decision).event();
  }

  private static Decision.Refused refused(String spec, String body, Map<String, String> headers) {
    var decision = decide(spec, new IncomingRequest(headers, Map.of(), body.getBytes(UTF_8)));
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return (Decision.Refused) decision;
  }

  private static Decision decide(String spec, IncomingRequest request) {
    return Reception.decide(webhook(spec), request, TRACE, () -> "drawn");
  }

  private static Webhook webhook(String spec) {
    return webhook("{ none: true }", spec);
  }

  private static Webhook webhook(String verify, String spec) {
    try {
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> document =
          YAML.readValue("webhook: { path: a, verify: " + verify + " }\n" + spec, Map.class);
      var reading = TriggerSpec.read(Objects.requireNonNull(document));
      assertThat(reading.errors()).isEmpty();
      var read = Objects.requireNonNull(reading.spec());
      return new Webhook(
          new PublishedTrigger("shop", TRIGGER, 3, "in", read), (Source.Webhook) read.source());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
