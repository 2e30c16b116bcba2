package dev.sequitur.e2e.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A command that the hop has said, and others like it: byte for byte the same but for the ids that
 * commands do not share, which are drawn. So a loop that says them sends what the hop sends, in
 * bytes and in what is new of them.
 */
final class SampleCommand {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final ConsumerRecord<byte[], byte[]> command;
  private final int[] digits;
  private final SplittableRandom random = new SplittableRandom(1);

  private SampleCommand(
      ConsumerRecord<byte[], byte[]> command, ConsumerRecord<byte[], byte[]> another) {
    this.command = command;
    var ids = ids(command);
    var others = ids(another);
    this.digits =
        IntStream.range(0, ids.size())
            .filter(i -> !ids.get(i).group().equals(others.get(i).group()))
            .mapToObj(ids::get)
            .flatMapToInt(id -> IntStream.range(id.start(), id.end()))
            .filter(at -> command.value()[at] != '-')
            .toArray();
  }

  private static List<MatchResult> ids(ConsumerRecord<byte[], byte[]> command) {
    var text = new String(command.value(), StandardCharsets.ISO_8859_1);
    return ID.matcher(text).results().toList();
  }

  /** Takes the first command of the first partition, and compares it with the second. */
  static SampleCommand read(String servers, String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "key.deserializer",
            ByteArrayDeserializer.class,
            "value.deserializer",
            ByteArrayDeserializer.class);
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
      var first = List.of(new TopicPartition(topic, 0));
      consumer.assign(first);
      consumer.seekToBeginning(first);
      var found = consumer.poll(Duration.ofSeconds(30)).iterator();
      return new SampleCommand(found.next(), found.next());
    }
  }

  ProducerRecord<byte[], byte[]> next(String topic) {
    var value = command.value().clone();
    long bits = 0;
    for (int i = 0; i < digits.length; i++) {
      bits = i % 16 == 0 ? random.nextLong() : bits >>> 4;
      value[digits[i]] = DIGITS[(int) (bits & 0xF)];
    }
    // A command's key is the run's id, which is the first in it.
    var key = Arrays.copyOfRange(value, digits[0], digits[0] + command.key().length);
    var record = new ProducerRecord<>(topic, key, value);
    for (var header : command.headers()) {
      record.headers().add(header.key(), header.key().equals("ce_id") ? key : header.value());
    }
    return record;
  }
}
