package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What one record says is never taken for what another says. */
class HeaderTextsTest {

  private final HeaderTexts texts = new HeaderTexts();

  @Test
  void eachRecordHasItsOwnHeaders() {
    assertThat(texts.of(record("a", "1", "b", "2"))).containsOnly(entry("a", "1"), entry("b", "2"));
    assertThat(texts.of(record("b", "1", "a", "3"))).containsOnly(entry("b", "1"), entry("a", "3"));
    assertThat(texts.of(record("a", "1"))).containsOnly(entry("a", "1"));
    assertThat(texts.of(record())).isEmpty();
    assertThat(texts.of(record("a", "ü", "b", "3"))).containsOnly(entry("a", "ü"), entry("b", "3"));
  }

  @Test
  void aHeaderThatRepeatsIsTheSameText() {
    var before = texts.of(record("type", "order"));
    assertThat(texts.of(record("type", "order")).get("type")).isSameAs(before.get("type"));
  }

  @Test
  void theLastOfANameCountsAndOneWithoutValueIsNone() {
    var record = record("a", "1", "a", "2");
    record.headers().add("b", null);
    assertThat(texts.of(record))
        .isEqualTo(RecordHeaders.texts(record))
        .containsOnly(entry("a", "2"));
  }

  @Test
  void moreHeadersThanUsualAreReadToo() {
    var record = record();
    for (int i = 0; i < 100; i++) {
      record.headers().add("h" + i, ("v" + i).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(texts.of(record)).isEqualTo(RecordHeaders.texts(record)).hasSize(100);
  }

  private static java.util.Map.Entry<String, String> entry(String name, String value) {
    return java.util.Map.entry(name, value);
  }

  private static ConsumerRecord<byte[], byte[]> record(String... namesAndValues) {
    var record = new ConsumerRecord<byte[], byte[]>("topic", 0, 0, null, null);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      record
          .headers()
          .add(namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }
}
