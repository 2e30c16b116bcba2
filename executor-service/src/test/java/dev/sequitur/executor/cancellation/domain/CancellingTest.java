package dev.sequitur.executor.cancellation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.cancellation.domain.Cancelling.Cancelled;
import dev.sequitur.executor.cancellation.domain.Cancelling.Open;
import dev.sequitur.executor.cancellation.domain.Cancelling.Standing;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CancellingTest {

  private static final Open PLANNED = open(1, EffectState.PLANNED, false);
  private static final Open WAITING = open(2, EffectState.RETRY_WAIT, false);
  private static final Open STARTED = open(3, EffectState.STARTED, false);
  private static final Open MARKED = open(4, EffectState.STARTED, true);

  @Test
  void whatHasNotBegunOrWaitsEndsAndWhatIsUnderWayIsMarkedOnce() {
    assertThat(decide(false, PLANNED, WAITING, STARTED, MARKED))
        .isEqualTo(
            new Cancelled(
                List.of(PLANNED.commandId(), WAITING.commandId()),
                List.of(STARTED.commandId()),
                2));
  }

  @Test
  void askedForAgainItChangesNothing() {
    assertThat(decide(false, MARKED)).isEqualTo(new Cancelled(List.of(), List.of(), 1));
    assertThat(decide(true)).isEqualTo(new Cancelled(List.of(), List.of(), 0));
    assertThat(decide(true))
        .isInstanceOfSatisfying(Cancelled.class, same -> assertThat(same.isNew()).isFalse());
    assertThat(decide(true, PLANNED))
        .isInstanceOfSatisfying(Cancelled.class, more -> assertThat(more.isNew()).isTrue());
  }

  @Test
  void aRunThatHasEndedByItselfIsNotCancelled() {
    assertThat(decide(false)).isEqualTo(new Cancelling.Ended());
  }

  @Test
  void nothingIsKnownOfARunThatWasNotAdmitted() {
    assertThat(Cancelling.decide(new Standing(false, false, List.of())))
        .isEqualTo(new Cancelling.Unknown());
  }

  @Test
  void theFailureSaysWhoAskedAndWhy() {
    assertThat(Cancelling.failure("ada", "wrong list").detail()).isEqualTo("by ada: wrong list");
    assertThat(Cancelling.failure("ada", null).detail()).isEqualTo("by ada");
    assertThat(Cancelling.failure("ada", null).code()).isEqualTo("CANCELLED");
  }

  private static Cancelling decide(boolean cancelledBefore, Open... open) {
    return Cancelling.decide(new Standing(true, cancelledBefore, List.of(open)));
  }

  private static Open open(long id, EffectState state, boolean marked) {
    return new Open(new UUID(0, id), state, marked);
  }
}
