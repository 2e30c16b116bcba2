package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.e2e.torture.Torture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The short version of {@code ./sequitur torture}: {@code -Dsequitur.torture.seconds=…} makes it
 * shorter or longer.
 */
class TortureE2E {

  @Test
  void noPromiseIsBrokenWhateverIsKilled() throws Exception {
    var seconds = Long.getLong("sequitur.torture.seconds", 120);
    var seed = Long.getLong("sequitur.torture.seed", 20_261_122L);
    assertThat(Torture.run(Duration.ofSeconds(seconds), seed, 150)).isEmpty();
  }
}
