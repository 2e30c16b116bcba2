package dev.sequitur.executor.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunEndingTest {

  @ParameterizedTest
  @CsvSource({
    "0,0,0,0,SUCCEEDED",
    "1,0,0,0,RUNNING",
    "1,1,1,1,RUNNING",
    "0,1,0,0,FAILED",
    "0,0,1,0,UNKNOWN",
    "0,0,0,1,CANCELLED",
    "0,1,0,1,FAILED",
    "0,1,1,1,UNKNOWN",
    "0,0,1,1,UNKNOWN"
  })
  void gravestEffectDecides(int open, int failed, int unknown, int cancelled, RunState expected) {
    assertThat(new RunEnding(open, failed, unknown, cancelled).state()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "2,0,0", "0,3,0", "0,0,1", "1,1,1", "4,0,2", "0,1,1"})
  void countersSayTheSameAsTheEffectsThemselves(int failed, int unknown, int cancelled) {
    var effects = new java.util.ArrayList<EffectState>(List.of(EffectState.SUCCEEDED));
    effects.addAll(Collections.nCopies(failed / 2, EffectState.DEAD));
    effects.addAll(Collections.nCopies(failed - failed / 2, EffectState.FAILED));
    effects.addAll(Collections.nCopies(unknown, EffectState.UNKNOWN));
    effects.addAll(Collections.nCopies(cancelled, EffectState.CANCELLED));

    assertThat(new RunEnding(0, failed, unknown, cancelled).state())
        .isEqualTo(RunState.of(effects));
    assertThat(RunEnding.of(effects)).isEqualTo(new RunEnding(0, failed, unknown, cancelled));
  }
}
