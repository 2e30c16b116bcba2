package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsMatchedTest {

  @Test
  void summaryThatNamesWhatWasStoppedIsReadAndWrittenBackUnchanged() throws IOException {
    byte[] golden;
    try (var file =
        EventsMatchedTest.class.getResourceAsStream("/variants/EventsMatched-stopped.json")) {
      golden = file.readAllBytes();
    }
    var summary = Wire.read(golden, EventsMatched.class);

    assertThat(Wire.json().readTree(Wire.write(summary))).isEqualTo(Wire.json().readTree(golden));
    assertThat(summary.stopped()).hasSize(2);
    assertThat(summary.stopped().getFirst().timesSince(0)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"-40, 3", "0, 3", "1, 2", "9, 2", "10, 1", "255, 1", "256, 0", "9000000000, 0"})
  void eventsAreCountedFromAPlaceOn(long place, int times) {
    assertThat(stopped(0, 9, 255).timesSince(place)).isEqualTo(times);
  }

  @Test
  void aSummaryOfAnOlderVersionStopsNothing() {
    var old =
        """
        {"partition":0,"from":1,"to":1,"evaluated":1,"started":0,"unmatched":1,"duplicates":0,
         "failed":0,"errors":[],"at":"2026-01-02T03:04:06Z"}
        """;
    assertThat(
            Wire.read(old.getBytes(java.nio.charset.StandardCharsets.UTF_8), EventsMatched.class)
                .stopped())
        .isEmpty();
  }

  @Test
  void whatNamesNoEventsIsUnreadable() {
    var strange =
        new EventsMatched.Stopped(
            "w", UUID.randomUUID(), "r", 1, true, "EXPRESSION_TYPE", Instant.EPOCH, "!");
    assertThatThrownBy(() -> strange.timesSince(0)).isInstanceOf(UnreadableException.class);
  }

  private static EventsMatched.Stopped stopped(int... places) {
    var events = new BitSet();
    for (var place : places) {
      events.set(place);
    }
    return new EventsMatched.Stopped(
        "w",
        UUID.randomUUID(),
        "r",
        1,
        true,
        "EXPRESSION_TYPE",
        Instant.EPOCH,
        EventsMatched.Stopped.events(events));
  }
}
