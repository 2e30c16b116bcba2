package dev.sequitur.reporting;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that does not wait long for anybody. */
public final class Impatient implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "sequitur.reporting.client-patience", "1s",
        "sequitur.reporting.concurrent-exports", "1",
        "sequitur.reporting.live-heartbeat", "300ms",
        "sequitur.reporting.live-poll", "50ms",
        "sequitur.reporting.gather", "20ms");
  }
}
