package dev.sequitur.trigger.kafka.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.trigger.definition.KafkaFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {

  private static final Map<String, Object> JSON = Map.of("topic", "orders", "format", "json");
  private static final Map<String, Object> CLOUD_EVENTS =
      Map.of("topic", "orders", "format", "cloudevents");
  private static final String ENVELOPE =
      """
      {"specversion":"1.0","id":"e1","source":"/shop","type":"com.example.sent","subject":"s1",
       "time":"2026-03-01T12:00:00Z","partitionkey":"k1","region":"eu","data":{"n":1}}""";
  private static final Map<String, String> BINARY =
      Map.of(
          "content-type", "application/json",
          "ce_specversion", "1.0",
          "ce_id", "e1",
          "ce_source", "/shop",
          "ce_type", "com.example.sent",
          "ce_subject", "s1",
          "ce_time", "2026-03-01T12:00:00Z",
          "ce_partitionkey", "k1",
          "ce_region", "eu");

  @Test
  void jsonRecordIsAnEventNamedByItsPosition() {
    var event = event(JSON, Map.of("type", "com.example.a"), Samples.record(Map.of(), "k", "{}"));
    assertThat(event.id()).isEqualTo(Ids.event("default", Samples.UID, "kafka:topic-id:2:77"));
    assertThat(event.key()).isEqualTo("k");
    assertThat(event.source()).isEqualTo("/triggers/t");
    assertThat(event.triggerVersion()).isEqualTo(3);
    assertThat(new String(event.data(), UTF_8)).isEqualTo("{}");
  }

  @Test
  void expressionsSeeBodyHeadersKeyAndTopic() {
    var mapping =
        Map.<String, Object>of(
            "type", "com.example.${headers.kind}",
            "id", "${body.id}",
            "key", "${body.customer}",
            "subject", "${topic}/${key}");
    var record = Samples.record(Map.of("kind", "order"), "k", "{\"id\":7,\"customer\":\"c\"}");
    var event = event(JSON, mapping, record);
    assertThat(event.type()).isEqualTo("com.example.order");
    assertThat(event.id()).isEqualTo(Ids.event("default", Samples.UID, "id:7"));
    assertThat(event.key()).isEqualTo("c");
    assertThat(event.subject()).isEqualTo("orders/k");
  }

  @Test
  void binaryAndStructuredModeGiveTheSameEvent() {
    var mapping =
        Map.<String, Object>of("type", "${headers.ce_type}", "data", "${headers.ce_region}");
    var binary = event(CLOUD_EVENTS, mapping, Samples.record(BINARY, "x", "{\"n\":1}"));
    var structured =
        event(
            CLOUD_EVENTS,
            mapping,
            Samples.record(Map.of("content-type", "application/cloudevents+json"), "x", ENVELOPE));
    assertThat(structured.id()).isEqualTo(binary.id());
    assertThat(binary.id()).isEqualTo(Ids.event("default", Samples.UID, "cloudevent:5:/shope1"));
    for (AcceptedEvent event : new AcceptedEvent[] {binary, structured}) {
      assertThat(event.type()).isEqualTo("com.example.sent");
      assertThat(event.source()).isEqualTo("/shop");
      assertThat(event.subject()).isEqualTo("s1");
      assertThat(event.key()).isEqualTo("k1");
      assertThat(event.time()).isEqualTo("2026-03-01T12:00:00Z");
      assertThat(new String(event.data(), UTF_8)).isEqualTo("\"eu\"");
    }
  }

  @Test
  void structuredModeIsKnownWithoutItsContentType() {
    var event = event(CLOUD_EVENTS, Map.of("type", "a"), Samples.record(Map.of(), null, ENVELOPE));
    assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"n\":1}");
  }

  @Test
  void keyThatIsNoTextIsNotThere() {
    var event =
        event(
            JSON,
            Map.of("type", "a", "subject", "${key}"),
            Samples.record(Map.of(), "with\u0000nul", "{}"));
    assertThat(event.key()).isNull();
    assertThat(event.subject()).isNull();
  }

  @Test
  void tombstoneIsNull() {
    var event = event(JSON, Map.of("type", "a"), Samples.record(Map.of(), "k", null));
    assertThat(new String(event.data(), UTF_8)).isEqualTo("null");
  }

  @Test
  void filterKeepsOutAndSaysWhyItCannotBeTold() {
    var spec =
        Map.<String, Object>of(
            "kafka", JSON, "filter", "body.amount > 10", "event", Map.of("type", "a"));
    var trigger = Samples.trigger(spec);
    assertThat(Decision.of(trigger, read(KafkaFormat.JSON, "{\"amount\":5}")))
        .isEqualTo(new Decision.Filtered(null));
    assertThat(Decision.of(trigger, read(KafkaFormat.JSON, "{}")))
        .isInstanceOfSatisfying(
            Decision.Filtered.class, filtered -> assertThat(filtered.code()).isNotNull());
    assertThat(Decision.of(trigger, read(KafkaFormat.JSON, "{\"amount\":11}")))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void mappingThatDoesNotFitIsRefusedWithItsPlace() {
    var trigger = Samples.trigger(JSON, Map.of("type", "${body.kind}"));
    assertThat(Decision.of(trigger, read(KafkaFormat.JSON, "{}")))
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            refused -> assertThat(refused.pointer()).isEqualTo("/spec/event/type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "{\"a\":1,\"a\":2}", "\u0000\u0000"})
  void whatIsNoJsonIsUnreadable(String value) {
    var record = Samples.record(Map.of(), null, value);
    assertThat(Decoded.of(record, KafkaFormat.JSON, 1_000)).isInstanceOf(Decoded.Unreadable.class);
    assertThat(Decoded.of(record, KafkaFormat.CLOUD_EVENTS, 1_000))
        .isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void invalidUtf8IsUnreadable() {
    var record =
        new SourceRecord("orders", "id", 0, 0, Map.of(), null, new byte[] {'"', (byte) 0xC3, '"'});
    assertThat(Decoded.of(record, KafkaFormat.JSON, 1_000))
        .isEqualTo(new Decoded.Unreadable("not JSON: The body is not UTF-8."));
  }

  @Test
  void tooLargeIsUnreadable() {
    assertThat(Decoded.of(Samples.record(Map.of(), null, "123456"), KafkaFormat.JSON, 5))
        .isEqualTo(new Decoded.Unreadable("too large: 6 bytes, at most 5"));
  }

  @Test
  void whatIsNoCloudEventSaysWhatIsWrong() {
    assertThat(read(KafkaFormat.CLOUD_EVENTS, Map.of(), "{\"a\":1}"))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).contains("/id MISSING"));
    assertThat(read(KafkaFormat.CLOUD_EVENTS, Map.of("content-type", "text/plain"), ENVELOPE))
        .isInstanceOf(Decoded.Unreadable.class);
    var batch = Map.of("content-type", "application/cloudevents-batch+json");
    assertThat(read(KafkaFormat.CLOUD_EVENTS, batch, "[" + ENVELOPE + "]"))
        .isInstanceOf(Decoded.Unreadable.class);
  }

  private static AcceptedEvent event(
      Map<String, Object> kafka, Map<String, Object> mapping, SourceRecord record) {
    var trigger = Samples.trigger(kafka, mapping);
    var format = "json".equals(kafka.get("format")) ? KafkaFormat.JSON : KafkaFormat.CLOUD_EVENTS;
    var decoded = Decoded.of(record, format, 10_000);
    assertThat(decoded).isInstanceOf(Decoded.Readable.class);
    var decision = Decision.of(trigger, (Decoded.Readable) decoded);
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    return ((Decision.Accepted) decision).event();
  }

  private static Decoded.Readable read(KafkaFormat format, String value) {
    return (Decoded.Readable) read(format, Map.of(), value);
  }

  private static Decoded read(KafkaFormat format, Map<String, String> headers, String value) {
    return Decoded.of(Samples.record(headers, null, value), format, 10_000);
  }
}
