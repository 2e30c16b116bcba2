package dev.sequitur.kit.test;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Tests ask at once whether what they wait for has come, and then ever less often: most of it takes
 * milliseconds, and a tenth of a second for each would be minutes for all. Found by its name under
 * {@code META-INF/services}.
 */
public final class EagerAwaiting implements QuarkusTestBeforeClassCallback {

  private static final long STEP_MILLIS = 10;
  private static final long LONGEST_MILLIS = 100;

  @Override
  public void beforeClass(Class<?> test) {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(
        (asked, _) -> Duration.ofMillis(Math.min(STEP_MILLIS * asked, LONGEST_MILLIS)));
  }
}
