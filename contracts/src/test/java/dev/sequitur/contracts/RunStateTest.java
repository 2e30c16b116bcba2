package dev.sequitur.contracts;

import static dev.sequitur.contracts.EffectState.CANCELLED;
import static dev.sequitur.contracts.EffectState.DEAD;
import static dev.sequitur.contracts.EffectState.FAILED;
import static dev.sequitur.contracts.EffectState.RETRY_WAIT;
import static dev.sequitur.contracts.EffectState.SUCCEEDED;
import static dev.sequitur.contracts.EffectState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunStateTest {

  @Test
  void gravestEffectDecides() {
    assertThat(RunState.of(List.of())).isEqualTo(RunState.SUCCEEDED);
    assertThat(RunState.of(List.of(SUCCEEDED, SUCCEEDED))).isEqualTo(RunState.SUCCEEDED);
    assertThat(RunState.of(List.of(SUCCEEDED, CANCELLED))).isEqualTo(RunState.CANCELLED);
    assertThat(RunState.of(List.of(CANCELLED, FAILED))).isEqualTo(RunState.FAILED);
    assertThat(RunState.of(List.of(SUCCEEDED, DEAD))).isEqualTo(RunState.FAILED);
    assertThat(RunState.of(List.of(DEAD, UNKNOWN))).isEqualTo(RunState.UNKNOWN);
  }

  @Test
  void runGoesOnWhileAnEffectIsOpen() {
    assertThat(RunState.of(List.of(FAILED, RETRY_WAIT))).isEqualTo(RunState.RUNNING);
  }
}
