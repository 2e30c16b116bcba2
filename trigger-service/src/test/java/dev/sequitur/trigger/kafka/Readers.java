package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.kafka.domain.SourceTopic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Readers of topics in the hands of a test: the service's own, and those of further replicas. */
@ApplicationScoped
public class Readers {

  private final KafkaSources sources;
  private final Reading reading;
  private final Clusters clusters;

  Readers(KafkaSources sources, Reading reading, Clusters clusters) {
    this.sources = sources;
    this.reading = reading;
    this.clusters = clusters;
  }

  /** Another replica's reader of a topic, until it is run. */
  public Runnable another(String topic) {
    var reader = new TopicReader(new SourceTopic("", topic), reading, clusters);
    reader.start();
    return () -> {
      reader.stop();
      reader.awaitStop();
    };
  }

  /** Ends the service's own reader of a topic; it does not come back by itself. */
  public void end(String topic) {
    var reader = sources.reader(new SourceTopic("", topic)).orElseThrow();
    reader.stop();
    reader.awaitStop();
  }

  /** The service's own reader of another cluster's topic rests no longer, if it does. */
  public void hurry(String cluster, String topic) {
    sources.reader(new SourceTopic(cluster, topic)).ifPresent(TopicReader::hurry);
  }

  /** The consumer group of a topic. */
  public static String group(String topic) {
    return "sequitur.trigger.kafka." + topic;
  }

  /** As after a crash between the broker's acknowledgement and the commit. */
  public static void forgetCommits(Admin admin, String topic, long records)
      throws ExecutionException, InterruptedException {
    var committed =
        admin.listConsumerGroupOffsets(group(topic)).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetAndMetadata> earlier = new HashMap<>();
    committed.forEach(
        (partition, at) ->
            earlier.put(
                partition,
                new OffsetAndMetadata(Math.max(0, at.offset() - records), at.metadata())));
    admin.alterConsumerGroupOffsets(group(topic), earlier).all().get();
  }
}
