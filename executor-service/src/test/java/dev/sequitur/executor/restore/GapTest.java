package dev.sequitur.executor.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.executor.ledger.Positions.Noted;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which commands the ledger may lack. */
class GapTest {

  @Test
  void itReachesFromWhatWasWrittenDownToWhatWasCommitted() {
    var noted = new Noted(Map.of(0, 10L, 1, 20L, 2, 30L), Instant.EPOCH, false);
    assertThat(Gap.between(noted, Map.of(0, 15L, 1, 20L, 2, 25L)))
        .isEqualTo(new Gap(Map.of(0, 10L), Map.of(0, 15L)));
  }

  @Test
  void aLedgerThatIsOlderThanPositionsIsBelieved() {
    assertThat(Gap.between(new Noted(Map.of(), null, false), Map.of(0, 15L)).isEmpty()).isTrue();
  }

  @Test
  void aPartitionThatWasNeverNotedWhileOthersWereIsLackedFromItsBeginning() {
    var noted = new Noted(Map.of(0, 10L), Instant.EPOCH, false);
    assertThat(Gap.between(noted, Map.of(0, 10L, 1, 3L)))
        .isEqualTo(new Gap(Map.of(1, 0L), Map.of(1, 3L)));
  }

  @Test
  void aLedgerWithNothingInItLacksAllThatWasCommitted() {
    assertThat(Gap.between(new Noted(Map.of(), null, true), Map.of(0, 15L, 1, 0L)))
        .isEqualTo(new Gap(Map.of(0, 0L), Map.of(0, 15L)));
  }
}
