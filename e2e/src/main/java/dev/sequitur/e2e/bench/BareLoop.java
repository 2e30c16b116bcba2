package dev.sequitur.e2e.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The measure for the rule hop: consume, copy, produce, wait for the acknowledgement, commit; no
 * product. Its records are a command over and over, with its headers and other ids each time, which
 * compresses as commands do; or weigh what commands weigh, with text and headers taken from the
 * event, whose repetitions compress well; or are as cheap as can be: without headers, and mostly
 * zeros. A process of its own, so that it meets the broker as the rule-service does. Prints seconds
 * and CPU.
 */
public final class BareLoop {

  private BareLoop() {}

  /**
   * Arguments: bootstrap servers, topic in, topic out, records, bytes of each record out, how many
   * of the last records are measured, {@code same}, {@code alike} or {@code cheap}, and the topic
   * that commands are on. Prints seconds and processor seconds for these.
   */
  public static void main(String[] arguments) {
    var servers = arguments[0];
    var out = arguments[2];
    var records = Long.parseLong(arguments[3]);
    var size = Integer.parseInt(arguments[4]);
    var measured = Long.parseLong(arguments[5]);
    var way = arguments[6];
    Map<String, Object> consuming =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.GROUP_ID_CONFIG,
            "bare-loop-" + out,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1_000,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class);
    Map<String, Object> producing =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            1,
            ProducerConfig.BATCH_SIZE_CONFIG,
            65_536,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class);
    try (var consumer = new KafkaConsumer<byte[], byte[]>(consuming);
        var producer = new KafkaProducer<byte[], byte[]>(producing)) {
      var sample = way.equals("same") ? SampleCommand.read(servers, arguments[7]) : null;
      consumer.subscribe(List.of(arguments[1]));
      long done = 0;
      long began = 0;
      long from = 0;
      double cpuBefore = 0;
      while (done < records) {
        var batch = consumer.poll(Duration.ofMillis(200));
        if (began == 0 && done >= records - measured) {
          began = System.nanoTime();
          cpuBefore = cpuSeconds();
          from = done;
        }
        for (var record : batch) {
          producer.send(
              switch (way) {
                case "same" -> Objects.requireNonNull(sample).next(out);
                case "alike" -> alike(record, out, size);
                default -> cheap(record, out, size);
              });
        }
        producer.flush();
        consumer.commitAsync();
        done += batch.count();
      }
      var share = (double) measured / (done - from);
      System.out.printf(
          "%.3f %.3f%n",
          (System.nanoTime() - began) / 1e9 * share, (cpuSeconds() - cpuBefore) * share);
    }
  }

  private static ProducerRecord<byte[], byte[]> cheap(
      ConsumerRecord<byte[], byte[]> record, String out, int size) {
    return new ProducerRecord<>(out, record.key(), Arrays.copyOf(record.value(), size));
  }

  private static ProducerRecord<byte[], byte[]> alike(
      ConsumerRecord<byte[], byte[]> record, String out, int size) {
    var text = record.value();
    var value = new byte[size];
    for (int from = 0; from < size; from += text.length) {
      System.arraycopy(text, 0, value, from, Math.min(text.length, size - from));
    }
    var copy = new ProducerRecord<>(out, record.key(), value);
    record.headers().forEach(header -> copy.headers().add(header.key(), header.value()));
    return copy;
  }

  private static double cpuSeconds() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
