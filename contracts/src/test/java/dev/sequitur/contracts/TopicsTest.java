package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void namesAreVersionedAndUnique() {
    assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
    assertThat(Topics.all())
        .allSatisfy(topic -> assertThat(topic.name()).matches("sequitur\\.[a-z-]+\\.v1"));
  }

  @Test
  void instantsThatDecideAreStampedByTheBroker() {
    assertThat(Topics.EVENTS.configuration())
        .containsEntry("message.timestamp.type", "LogAppendTime");
    assertThat(Topics.DEFINITIONS.configuration())
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsEntry("cleanup.policy", "compact");
  }

  @Test
  void idsAreRememberedLongerThanCommandsAreKept() {
    var horizon = Duration.ofDays(8);
    assertThat(Topics.COMMANDS.retention()).isLessThan(horizon);
    assertThat(Topics.OUTCOMES.retention()).isLessThan(horizon);
  }

  @Test
  void copiesOfWholeRecordsFitTheirTopics() {
    assertThat(Topics.DEAD_LETTERS.maxMessageBytes())
        .isGreaterThan(Topics.COMMANDS.maxMessageBytes());
    assertThat(Topics.QUARANTINE.maxMessageBytes()).isGreaterThan(Topics.EVENTS.maxMessageBytes());
  }
}
