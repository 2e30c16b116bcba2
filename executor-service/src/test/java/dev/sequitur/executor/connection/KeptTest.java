package dev.sequitur.executor.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptTest {

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> closed = new ArrayList<>();
  private final Kept<AutoCloseable> kept = new Kept<>(Duration.ofSeconds(60), nanos::get);

  private AutoCloseable take(String fingerprint) {
    return kept.take(fingerprint, () -> () -> closed.add(fingerprint));
  }

  @Test
  void theSameFingerprintGetsTheSameClient() {
    assertThat(take("a")).isSameAs(take("a"));
    assertThat(take("b")).isNotSameAs(take("a"));
    assertThat(kept.size()).isEqualTo(2);
  }

  @Test
  void whatIsInUseIsNeverClosedAndWhatIsUnusedOnlyAfterAWhile() {
    take("a");
    take("b");
    kept.giveBack("b");

    pass(Duration.ofSeconds(59));
    kept.closeUnused();
    assertThat(closed).isEmpty();

    pass(Duration.ofSeconds(1));
    kept.closeUnused();
    assertThat(closed).containsExactly("b");

    kept.giveBack("a");
    kept.closeUnused();
    assertThat(closed).containsExactly("b");
    pass(Duration.ofSeconds(60));
    kept.closeUnused();
    assertThat(closed).containsExactly("b", "a");
  }

  @Test
  void atTheEndAllIsClosed() {
    take("a");

    kept.closeAll();

    assertThat(closed).containsExactly("a");
    assertThat(kept.size()).isZero();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
