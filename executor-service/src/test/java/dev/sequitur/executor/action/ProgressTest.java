package dev.sequitur.executor.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.contracts.Attempt.Phase;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final Progress progress = new Progress();

  @Test
  void anAttemptThatIsOverTimeDoesNotGoOnToWrite() {
    assertThat(progress.end()).isEqualTo(Phase.CONNECTING);

    assertThatThrownBy(progress::writing).isInstanceOf(CancellationException.class);
    assertThat(progress.reached()).isEqualTo(Phase.CONNECTING);
  }

  @Test
  void anAttemptThatHasBegunToWriteIsNeverSaidToBeUnwritten() {
    progress.writing();
    progress.writing();

    assertThat(progress.reached()).isEqualTo(Phase.WRITTEN);
    assertThat(progress.end()).isEqualTo(Phase.WRITTEN);
  }
}
