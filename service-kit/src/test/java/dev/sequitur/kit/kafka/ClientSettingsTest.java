package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Topics;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/** The client table of docs/guarantees.md, value by value. */
class ClientSettingsTest {

  private final Map<String, Object> producer = ClientSettings.producer("broker:9092");
  private final Map<String, Object> member =
      ClientSettings.groupMember("broker:9092", "group", "client");
  private final Map<String, Object> reader = ClientSettings.reader("broker:9092", "client");

  @Test
  void theProducerIsAcknowledgedByAllInSyncReplicas() {
    assertThat(producer).containsEntry("acks", "all").containsEntry("enable.idempotence", true);
  }

  @Test
  void theProducerWaitsAtMostFiveMillisecondsForABatch() {
    assertThat((Integer) producer.get("linger.ms")).isBetween(0, 5);
    assertThat(producer).containsEntry("compression.type", "lz4");
  }

  @Test
  void theProducerGivesUpInSeconds() {
    assertThat(producer)
        .containsEntry("request.timeout.ms", 5_000)
        .containsEntry("delivery.timeout.ms", 10_000)
        .containsEntry("max.block.ms", 1_000)
        .containsEntry("reconnect.backoff.max.ms", 1_000);
  }

  @Test
  void theLargestRequestFitsIntoEveryTopic() {
    assertThat(producer).containsEntry("max.request.size", 2 * 1024 * 1024);
    assertThat(Topics.all())
        .allSatisfy(
            topic ->
                assertThat(Integer.parseInt(topic.configuration().get("max.message.bytes")))
                    .isGreaterThanOrEqualTo(ClientSettings.MAX_REQUEST_BYTES));
    assertThat(Topics.DEAD_LETTERS.maxMessageBytes()).isGreaterThanOrEqualTo(4 * 1024 * 1024);
    assertThat(Topics.QUARANTINE.maxMessageBytes()).isGreaterThanOrEqualTo(4 * 1024 * 1024);
  }

  @Test
  void aMemberNeverJumpsToWhereNobodySaid() {
    assertThat(member)
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("group.id", "group");
    assertThat(reader)
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", false)
        .doesNotContainKey("group.id");
  }

  @Test
  void aKilledMembersPartitionsMoveInSeconds() {
    assertThat(member)
        .containsEntry("group.protocol", "classic")
        .containsEntry("session.timeout.ms", 6_000)
        .containsEntry(
            "partition.assignment.strategy",
            "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    assertThat((Integer) member.get("heartbeat.interval.ms")).isLessThanOrEqualTo(2_000);
  }

  @Test
  void consumersComeBackToTheBrokerWithinASecond() {
    assertThat(member).containsEntry("reconnect.backoff.max.ms", 1_000);
    assertThat(reader).containsEntry("reconnect.backoff.max.ms", 1_000);
  }

  @Test
  void membershipIsNotStaticUnlessAReplicaHasAName() {
    assertThat(member).doesNotContainKey("group.instance.id");
  }

  @Test
  void kafkaItselfTakesTheSettings() {
    assertThat(new ProducerConfig(producer).unused()).isNotNull();
    assertThat(new ConsumerConfig(member).getString("group.protocol")).isEqualTo("classic");
  }
}
