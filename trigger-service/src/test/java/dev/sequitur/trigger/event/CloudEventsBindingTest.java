package dev.sequitur.trigger.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.TriggerProblem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsBindingTest {

  private static final String STRUCTURED = "application/cloudevents+json; charset=utf-8";
  private static final String BATCH = "application/cloudevents-batch+json";

  @Test
  void binaryEventHasItsAttributesInHeaders() {
    var headers = new HashMap<>(minimal());
    headers.put("ce-subject", "caf%C3%A9 100%");
    headers.put("ce-time", "2026-01-02T03:04:05Z");
    headers.put("ce-partitionkey", "k1");
    headers.put("ce-comexample", "x");
    headers.put("content-type", "application/json");
    var event = one(headers, "{\"a\": 1.50}");
    assertThat(event.subject()).isEqualTo("café 100%");
    assertThat(event.time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(event.key()).isEqualTo("k1");
    assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"a\": 1.50}");
    assertThat(event.extensions()).containsExactly(Map.entry("comexample", "x"));
  }

  @Test
  void binaryAndStructuredFormOfOneEventAreOneEvent() {
    var binary = one(minimal(), "{}");
    var structured =
        one(
            Map.of("content-type", STRUCTURED),
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":{}}");
    assertThat(structured.eventId("shop")).isEqualTo(binary.eventId("shop"));
    assertThat(binary.eventId("shop"))
        .isEqualTo(Ids.event("shop", Ids.NO_TRIGGER, "cloudevent:2:/s1"));
    assertThat(binary.eventId("other")).isNotEqualTo(binary.eventId("shop"));
  }

  @Test
  void eventWithoutDataHasNullAsData() {
    assertThat(new String(one(minimal(), "").data(), UTF_8)).isEqualTo("null");
  }

  @Test
  void base64DataIsJsonToo() {
    var event =
        one(
            Map.of("content-type", STRUCTURED),
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":\"eyJhIjoxfQ==\"}");
    assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"a\":1}");
  }

  @Test
  void extensionsStayOnTheRecordBesideOurAttributes() {
    var headers = new HashMap<>(minimal());
    headers.put("ce-knativearrivaltime", "x");
    var message = one(headers, "{}").message("shop", null);
    assertThat(message.headers())
        .containsEntry("ce_knativearrivaltime", "x")
        .containsEntry("ce_workspace", "shop");
    assertThat(AcceptedEvent.read(message.headers(), message.value()).trigger())
        .isEqualTo(Ids.NO_TRIGGER);
  }

  @Test
  void batchIsReadInOrder() {
    var reading =
        read(
            Map.of("content-type", BATCH),
            "[" + envelope("\"id\":\"1\"") + "," + envelope("\"id\":\"2\"") + "]");
    assertThat(reading)
        .isInstanceOfSatisfying(
            CloudEventsBinding.Reading.Events.class,
            events -> {
              assertThat(events.batch()).isTrue();
              assertThat(events.events()).extracting(CloudEvent::id).containsExactly("1", "2");
            });
  }

  @Test
  void batchIsRefusedAsAWholeWithAllItsErrors() {
    var errors =
        refused(
                Map.of("content-type", BATCH),
                "["
                    + envelope("\"id\":\"1\"")
                    + ",{\"specversion\":\"0.3\",\"source\":\"/s\",\"type\":\"t\"},5]")
            .errors();
    assertThat(errors)
        .extracting(Violation::pointer, Violation::code)
        .containsExactlyInAnyOrder(
            tuple("/1/specversion", "UNKNOWN_VERSION"),
            tuple("/1/id", "MISSING"),
            tuple("/2", "WRONG_TYPE"));
  }

  /** Members that replace or add to those of a good envelope. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "id":null                        | /id              | MISSING
          "id":""                          | /id              | INVALID_TEXT
          "id":5                           | /id              | WRONG_TYPE
          "source":null                    | /source          | MISSING
          "type":null                      | /type            | MISSING
          "type":{}                        | /type            | WRONG_TYPE
          "type":"dev.sequitur.x"          | /type            | RESERVED_TYPE
          "specversion":null               | /specversion     | MISSING
          "specversion":"1.1"              | /specversion     | UNKNOWN_VERSION
          "time":"noon"                    | /time            | INVALID_TIME
          "subject":"a\\u0007"             | /subject         | INVALID_TEXT
          "partitionkey":7                 | /partitionkey    | WRONG_TYPE
          "datacontenttype":"text/xml"     | /datacontenttype | CONTENT_NOT_JSON
          "workspace":"other"              | /workspace       | RESERVED_ATTRIBUTE
          "trigger":"x"                    | /trigger         | RESERVED_ATTRIBUTE
          "hops":0                         | /hops            | RESERVED_ATTRIBUTE
          "followruns":"true"              | /followruns      | RESERVED_ATTRIBUTE
          "chain":"x"                      | /chain           | RESERVED_ATTRIBUTE
          "Ext":"x"                        | /Ext             | INVALID_NAME
          "a/b":"x"                        | /a~1b            | INVALID_NAME
          "ext":[1]                        | /ext             | WRONG_TYPE
          "ext":1.5                        | /ext             | WRONG_TYPE
          "data_base64":"e30="             | /data            | AMBIGUOUS
          """)
  void wrongEventIsRefusedAtItsPlace(String member, String pointer, String code) {
    var refused = refused(Map.of("content-type", STRUCTURED), envelope(member));
    assertThat(refused.code()).isEqualTo(TriggerProblem.EVENT_INVALID);
    assertThat(refused.errors())
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(tuple(pointer, code));
  }

  @ParameterizedTest
  @CsvSource({
    "application/cloudevents+avro, CONTENT_NOT_JSON",
    "text/plain, CONTENT_NOT_JSON",
    "application/json, BODY_NOT_JSON",
    "application/cloudevents+json, BODY_NOT_JSON",
    "application/cloudevents-batch+json, BODY_NOT_JSON"
  })
  void unreadableBodyIsRefused(String contentType, TriggerProblem problem) {
    var headers = new HashMap<>(minimal());
    headers.put("content-type", contentType);
    assertThat(refused(headers, "{").code()).isEqualTo(problem);
  }

  @Test
  void plainJsonIsNoCloudEvent() {
    assertThat(refused(Map.of("content-type", "application/json"), "{}").errors())
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("/specversion", "/id", "/source", "/type");
  }

  private static Map<String, String> minimal() {
    return Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t");
  }

  /** A good envelope with one member replaced or added. */
  private static String envelope(String member) {
    var members = new HashMap<String, String>();
    members.put("\"specversion\"", "\"1.0\"");
    members.put("\"id\"", "\"1\"");
    members.put("\"source\"", "\"/s\"");
    members.put("\"type\"", "\"t\"");
    members.put("\"data\"", "{}");
    int colon = member.indexOf("\":") + 1;
    members.put(member.substring(0, colon), member.substring(colon + 1));
    return members.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
  }

  private static CloudEvent one(Map<String, String> headers, String body) {
    var reading = read(headers, body);
    assertThat(reading).isInstanceOf(CloudEventsBinding.Reading.Events.class);
    List<CloudEvent> events = ((CloudEventsBinding.Reading.Events) reading).events();
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static CloudEventsBinding.Reading.Refused refused(
      Map<String, String> headers, String body) {
    var reading = read(headers, body);
    assertThat(reading).isInstanceOf(CloudEventsBinding.Reading.Refused.class);
    return (CloudEventsBinding.Reading.Refused) reading;
  }

  private static CloudEventsBinding.Reading read(Map<String, String> headers, String body) {
    return CloudEventsBinding.read(new IncomingRequest(headers, Map.of(), body.getBytes(UTF_8)));
  }
}
