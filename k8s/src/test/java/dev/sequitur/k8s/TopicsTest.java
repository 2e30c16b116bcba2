package dev.sequitur.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operator makes the topics that the services would make themselves. */
class TopicsTest {

  @Test
  void theManifestsAreTheCatalogue() {
    for (var overlay : Overlay.ALL) {
      assertThat(overlay.ofKind("KafkaTopic"))
          .extracting(topic -> topic.at("/spec/topicName").asText())
          .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
      for (var manifest : overlay.ofKind("KafkaTopic")) {
        var topic = topic(manifest.at("/spec/topicName").asText());
        assertThat(manifest.at("/spec/partitions").asInt())
            .as(topic.name())
            .isEqualTo(topic.partitionsDefault());
        assertThat(settings(manifest)).as(topic.name()).isEqualTo(topic.configuration());
      }
    }
  }

  @Test
  void inProductionTheLossOfOneBrokerLosesNothing() {
    assertThat(new Overlay("prod").ofKind("KafkaTopic"))
        .allSatisfy(
            topic -> {
              assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
              assertThat(topic.at("/spec/config/min.insync.replicas").asText()).isEqualTo("2");
            });
    var config = new Overlay("prod").ofKind("Kafka").getFirst().at("/spec/kafka/config");
    assertThat(config.path("unclean.leader.election.enable").asBoolean(true)).isFalse();
    assertThat(config.path("auto.create.topics.enable").asBoolean(true)).isFalse();
    assertThat(config.path("offsets.retention.minutes").asInt()).isGreaterThanOrEqualTo(43_200);
  }

  @Test
  void brokersTakeTheLargestRecords() {
    var largest = Topics.all().stream().mapToInt(Topic::maxMessageBytes).max().orElseThrow();
    for (var overlay : Overlay.ALL) {
      var config = overlay.ofKind("Kafka").getFirst().at("/spec/kafka/config");
      assertThat(config.path("message.max.bytes").asInt()).isGreaterThan(largest);
      assertThat(config.path("replica.fetch.max.bytes").asInt()).isGreaterThan(largest);
    }
  }

  private static Topic topic(String name) {
    return Topics.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** Those of the catalogue: how many replicas must have a record is the cluster's business. */
  private static Map<String, String> settings(JsonNode manifest) {
    var settings = new HashMap<String, String>();
    manifest
        .at("/spec/config")
        .properties()
        .forEach(one -> settings.put(one.getKey(), one.getValue().asText()));
    settings.remove("min.insync.replicas");
    return settings;
  }
}
