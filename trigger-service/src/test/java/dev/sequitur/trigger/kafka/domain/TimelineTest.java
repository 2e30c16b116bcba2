package dev.sequitur.trigger.kafka.domain;

import static dev.sequitur.trigger.kafka.domain.Samples.NOON;
import static dev.sequitur.trigger.kafka.domain.Samples.change;
import static dev.sequitur.trigger.kafka.domain.Samples.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final Timeline timeline = new Timeline();

  @Test
  void nothingStandsBeforeItTakesEffect() {
    timeline.heard(change(1, State.ACTIVE, 0), Optional.of(reading("orders", "now")));
    assertThat(timeline.at(NOON.minusMillis(1))).isEmpty();
    assertThat(timeline.topicsFrom(NOON.minusMillis(1)))
        .containsExactly(new SourceTopic("", "orders"));
    assertThat(timeline.at(NOON)).hasValueSatisfying(one -> assertThat(one.active()).isTrue());
  }

  @Test
  void newVersionOnTheSameTopicGoesOnWithTheOldOne() {
    timeline.heard(change(1, State.ACTIVE, 0), Optional.of(reading("orders", "now")));
    timeline.heard(change(2, State.ACTIVE, 60), Optional.of(reading("orders", "now")));
    var standing = timeline.at(NOON.plusSeconds(60)).orElseThrow();
    assertThat(standing.since()).isEqualTo(NOON);
    assertThat(standing.stay()).isEqualTo(1);
  }

  @Test
  void suspensionKeepsTheStayAndResumptionBeginsAtItsOwnInstant() {
    var trigger = Optional.of(reading("orders", "now"));
    timeline.heard(change(1, State.ACTIVE, 0), trigger);
    timeline.heard(change(2, State.DISABLED, 60), trigger);
    timeline.heard(change(3, State.ACTIVE, 120), trigger);
    var resting = timeline.at(NOON.plusSeconds(60)).orElseThrow();
    assertThat(resting.active()).isFalse();
    assertThat(resting.stay()).isEqualTo(1);
    var resumed = timeline.at(NOON.plusSeconds(120)).orElseThrow();
    assertThat(resumed.active()).isTrue();
    assertThat(resumed.since()).isEqualTo(NOON.plusSeconds(120));
    assertThat(resumed.stay()).isEqualTo(1);
  }

  @Test
  void otherTopicIsAnotherStay() {
    timeline.heard(change(1, State.ACTIVE, 0), Optional.of(reading("orders", "now")));
    timeline.heard(change(2, State.ACTIVE, 60), Optional.of(reading("other", "now")));
    timeline.heard(change(3, State.ACTIVE, 120), Optional.of(reading("orders", "now")));
    assertThat(timeline.at(NOON.plusSeconds(120)).orElseThrow().stay()).isEqualTo(3);
    assertThat(timeline.topicsFrom(NOON.plusSeconds(60)))
        .containsExactlyInAnyOrder(new SourceTopic("", "other"), new SourceTopic("", "orders"));
    assertThat(timeline.topicsFrom(NOON.plusSeconds(120)))
        .containsExactly(new SourceTopic("", "orders"));
  }

  @Test
  void archivedTriggerHasNoTopic() {
    timeline.heard(change(1, State.ACTIVE, 0), Optional.of(reading("orders", "now")));
    timeline.heard(change(2, State.ARCHIVED, 60), Optional.of(reading("orders", "now")));
    assertThat(timeline.at(NOON.plusSeconds(60))).isEmpty();
    assertThat(timeline.topicsFrom(NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void changeThatIsIssuedAgainReplacesItself() {
    timeline.heard(change(1, State.ACTIVE, 0), Optional.of(reading("orders", "now")));
    timeline.heard(change(1, State.ACTIVE, 10), Optional.of(reading("orders", "now")));
    assertThat(timeline.at(NOON)).isEmpty();
    assertThat(timeline.at(NOON.plusSeconds(10))).isPresent();
  }
}
